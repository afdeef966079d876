import type { RuleGroup } from './rule';

const disabled = 'Traefik disables the router: its requests fall through to other routers, or get 404.';
const neverMatches = 'The matcher never holds: the route takes no request that it was written for.';

/** The rule of a route, word by word. */
export const ruleTextRules = {
  title: 'Rules of routes',
  looksAt:
    '`match` of IngressRoute and IngressRouteTCP: what its matchers say, and what they were meant to say.',
  rules: {
    'old-arguments': {
      code: 'TR002',
      wrong: 'A matcher has several arguments, as v2 took them.',
      consequence: disabled,
      fix: 'Write a matcher for each and join them by ||.',
    },
    'old-matcher': {
      code: 'TR003',
      wrong: 'A matcher has the name that it had in v2.',
      consequence: disabled,
      fix: 'Write Header for Headers, HeaderRegexp for HeadersRegexp and Host for HostHeader.',
    },
    'path-without-slash': {
      code: 'TR005',
      wrong: 'A path does not begin with "/".',
      consequence: disabled,
      fix: 'Begin it with "/".',
    },
    'invalid-rule-regexp': {
      code: 'TR006',
      wrong: "A regular expression of a rule is none in Go's RE2 syntax.",
      consequence: disabled,
      fix: 'Write it without lookarounds and backreferences, which RE2 does not have.',
    },
    'loose-regexp': {
      code: 'TR007',
      severity: 'warning',
      wrong:
        'A regular expression takes more than it shows: it has no anchors, or a dot that stands for any character.',
      consequence: 'Traefik looks for a match anywhere in the text, so requests of others are taken too.',
      fix: 'Put ^ before it and $ behind it, and write \\. for a dot.',
    },
    'upper-case-regexp': {
      code: 'TR008',
      wrong: 'A regular expression for hosts has upper-case letters.',
      consequence: 'Traefik compares it with the host in lower case, so that it never matches.',
      fix: 'Write it in lower case, or begin it with (?i).',
    },
    'impossible-host': {
      code: 'TR009',
      wrong: 'A host has a port, a scheme, a path, a space, or a wildcard that is not its first label.',
      consequence: neverMatches,
      fix: 'Write the bare name of the host; a wildcard is its whole first label.',
    },
    'one-label-wildcard': {
      code: 'TR010',
      severity: 'info',
      wrong: 'A host has a wildcard.',
      consequence:
        'It stands for exactly one label: neither the domain itself nor names further below match. Before Traefik 3.7 it matches nothing.',
      fix: 'Add Host for the domain itself, or HostRegexp for names further below, where they are meant.',
    },
    'non-ascii-host': {
      code: 'TR011',
      wrong: 'A host has characters that are not ASCII.',
      consequence: disabled,
      fix: 'Write it in punycode, as clients send it: xn--….',
    },
    'empty-query-value': {
      code: 'TR012',
      severity: 'warning',
      wrong: 'Query names a parameter without a value.',
      consequence: 'It holds only where the value is empty (?debug or ?debug=), not for ?debug=1.',
      fix: 'Write QueryRegexp(`name`, `.*`) where any value will do.',
    },
    'host-as-header': {
      code: 'TR013',
      wrong: 'A matcher of headers asks for Host.',
      consequence: 'Go takes Host out of the headers: the matcher never holds.',
      fix: 'Write Host or HostRegexp.',
    },
    'client-ip-of-proxy': {
      code: 'TR014',
      severity: 'info',
      wrong: 'ClientIP looks at the address of the connection, never at X-Forwarded-For.',
      consequence:
        'Behind a load balancer that is the address of the balancer: the rule holds for everybody or nobody.',
      fix: 'Let the balancer keep the address (externalTrafficPolicy: Local) or send the PROXY protocol.',
    },
    'loose-prefix': {
      code: 'TR015',
      severity: 'info',
      wrong: 'A prefix of a path does not end with "/".',
      consequence: 'Traefik compares letters, not segments: PathPrefix(`/api`) takes /apiary as well.',
      fix: 'Write Path(`/api`) || PathPrefix(`/api/`) where only the segment is meant.',
    },
    'constant-rule': {
      code: 'TR016',
      severity: 'warning',
      wrong: 'A rule contradicts itself, or says nothing.',
      consequence: 'The route takes no request, or all of them.',
      fix: 'Join what excludes each other by ||; leave out what always holds.',
    },
    'literal-pattern': {
      code: 'TR123',
      severity: 'warning',
      wrong: 'A pattern stands where Traefik compares letter by letter.',
      consequence: neverMatches,
      fix: 'Write PathPrefix, or the matcher whose name ends with Regexp.',
    },
    'duplicate-tcp-rule': {
      code: 'TR021',
      wrong: 'A rule stands twice in one IngressRouteTCP.',
      consequence:
        'Traefik names routers after object and rule: the last route replaces the others, and weighted services of both are mixed.',
      fix: 'Put the services into one route with weights, or make the rules differ.',
    },
    'empty-rule': {
      code: 'TR022',
      wrong: 'A route has no rule.',
      consequence:
        'The API server refuses the object where match is missing; Traefik drops the route where it is empty.',
      fix: 'Write the rule, for example PathPrefix(`/`) for all requests.',
    },
    'route-kind': {
      code: 'TR023',
      wrong: 'A route is of another kind than Rule.',
      consequence: 'The API server refuses the object.',
      fix: 'Write `kind: Rule`, or leave kind out.',
    },
  },
} as const satisfies RuleGroup;
