import type { RuleGroup } from './rule';

/** Where routes listen, and with what TLS. */
export const entryPointRules = {
  title: 'Entry points and TLS of routes',
  looksAt:
    'Routes and the entry points that they are on: TLS, what HTTP, TCP and UDP take from each other, TLS options and stores.',
  rules: {
    'unknown-tls-secret': {
      code: 'TR072',
      wrong: 'There is no Secret of this name for the certificate.',
      consequence: 'Traefik serves its self-signed default certificate in its place and only logs it.',
      fix: 'Make it, or declare it as existing in the cluster if something else makes it.',
    },
    'unknown-tls-version': {
      code: 'TR080',
      wrong: 'A TLS version has a name that Go does not have.',
      consequence: 'Traefik ignores the word without saying so: the limit does not hold.',
      fix: 'Write VersionTLS12 or VersionTLS13.',
    },
    'unbuildable-tls-option': {
      code: 'TR081',
      wrong:
        'A TLSOption names a cipher suite or curve that is unknown, or verifies clients without an authority.',
      consequence:
        'Traefik disables the routers that name these options, and closes TLS connections to their hosts.',
      fix: 'Write the names of Go, and name Secrets with the authority in clientAuth.secretNames.',
    },
    'two-defaults': {
      code: 'TR083',
      wrong: 'There is a TLSOption or TLSStore called default in two namespaces.',
      consequence:
        'Traefik takes neither of them: built-in options hold, and its self-signed certificate is served.',
      fix: 'Keep one of them for the whole cluster.',
    },
    'sni-regexp-without-tls': {
      code: 'TR085',
      wrong: 'A TCP rule asks for a server name by HostSNIRegexp, and the routes have no TLS.',
      consequence: 'A plain connection has no server name: the router takes none.',
      fix: 'Set `tls` (with `passthrough: true` if the service terminates TLS), or write HostSNI(`*`).',
    },
    'not-selected': {
      code: 'TR090',
      severity: 'warning',
      wrong:
        'An object is of another ingress class, has other labels, or is in another namespace than Traefik reads.',
      consequence: 'Traefik passes over it without a word.',
      fix: 'Give it the class and labels of the Traefik that shall read it.',
    },
    'undecodable-value': {
      code: 'TR094',
      wrong: 'A value is of another type than Traefik reads at its place.',
      consequence:
        'The API server refuses the object; under an older CRD that takes it, Traefik stops to read all objects of the kind.',
      fix: 'Write a value of the type that is named.',
    },
  },
} as const satisfies RuleGroup;
