import type { RuleGroup } from './rule';

const disabled =
  'Traefik disables every router that uses it: their requests fall through to other routers, or get 404.';

/** Specs of Traefik's kinds, beyond their CRDs. */
export const specRules = {
  title: "Specs of Traefik's objects",
  looksAt:
    'Middlewares, TLS options, transports and services, each by itself: what their CRDs let pass and Traefik does not.',
  rules: {
    'unknown-word': {
      code: 'TR150',
      wrong: 'A word is none that Traefik knows at its place.',
      consequence: disabled,
      fix: 'Write one of the words that are named.',
    },
    'invalid-duration': {
      code: 'TR152',
      wrong: 'A text is no duration.',
      consequence: 'Traefik cannot read it, and drops the object or the route that holds it.',
      fix: 'Write a number with its unit, for example 500ms, 30s or 1m30s.',
    },
    'invalid-ip-range': {
      code: 'TR058',
      wrong: 'A text is no IP address and no CIDR range.',
      consequence: disabled,
      fix: 'Write an address such as 192.0.2.1, or a range such as 10.0.0.0/8, each as an item of its own.',
    },
    'invalid-regexp': {
      code: 'TR154',
      wrong: "A text is no regular expression in Go's RE2 syntax.",
      consequence: disabled,
      fix: 'Write it without lookarounds and backreferences, which RE2 does not have.',
    },
    'invalid-expression': {
      code: 'TR067',
      wrong: 'A circuit breaker or a retry has an expression that Traefik does not read.',
      consequence: disabled,
      fix: 'Compare functions with values of their type, and join comparisons by && and ||.',
    },
    'invalid-content-type': {
      code: 'TR156',
      wrong: 'A text is no content type.',
      consequence: disabled,
      fix: 'Write a type such as text/html.',
    },
    'invalid-status-codes': {
      code: 'TR059',
      wrong: 'A text is neither one status code nor one range.',
      consequence: disabled,
      fix: "Write '404', or '500-599', each as an item of its own.",
    },
    'unknown-status-code': {
      code: 'TR158',
      wrong: 'A number is no status code that Traefik can answer with.',
      consequence: disabled,
      fix: 'Write 403, or 404.',
    },
    'relative-prefix': {
      code: 'TR159',
      wrong: 'A prefix of a path does not begin with "/".',
      consequence: 'The API server refuses the Middleware, or Traefik finds the prefix in no path.',
      fix: 'Begin it with "/".',
    },
    'ambiguous-group': {
      code: 'TR065',
      severity: 'warning',
      wrong: 'A group of a regular expression runs into the text behind it.',
      consequence: 'There is no such group, so nothing stands in its place.',
      fix: 'Put the number of the group in braces.',
    },
    'amount-zero': {
      code: 'TR060',
      wrong: 'A limit or a number of attempts is 0.',
      consequence: 'Nothing passes: every request is refused, or the router is disabled.',
      fix: 'Write 1 or more.',
    },
    'several-source-criteria': {
      code: 'TR063',
      wrong: 'Clients are told apart in several ways at once.',
      consequence: disabled,
      fix: 'Keep one of them.',
    },
    'no-headers': {
      code: 'TR066',
      wrong: 'A headers middleware sets no header.',
      consequence: disabled,
      fix: 'Set at least one header, or remove the middleware.',
    },
    'single-attempt': {
      code: 'TR062',
      severity: 'warning',
      wrong: 'The first request is the only attempt of a retry.',
      consequence: 'Traefik never sends a request again.',
      fix: 'Write 2 or more, the first time included.',
    },
    'nothing-to-retry': {
      code: 'TR161',
      wrong: 'Neither a network error nor a status code makes a request go again.',
      consequence: disabled,
      fix: 'Give "status", or leave "disableRetryOnNetworkError" out.',
    },
    'denied-characters': {
      code: 'TR064',
      severity: 'info',
      wrong: 'An encodedCharacters middleware does not say of some characters whether they may pass.',
      consequence: 'Traefik answers paths that have one of them with 400.',
      fix: 'Say false for those that shall not pass, and true for the others.',
    },
    'empty-range': {
      code: 'TR162',
      wrong: 'The lowest TLS version is not below the highest.',
      consequence: 'No TLS handshake succeeds, or the transport loses its settings.',
      fix: 'Leave one of them out.',
    },
    'optional-client-auth': {
      code: 'TR082',
      severity: 'warning',
      wrong: 'Client authentication names its secrets and no type.',
      consequence:
        'While a secret is missing, Traefik asks clients for no certificate and lets everybody in.',
      fix: 'Add clientAuthType: RequireAndVerifyClientCert.',
    },
  },
} as const satisfies RuleGroup;
