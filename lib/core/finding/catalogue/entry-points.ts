import type { RuleGroup } from './rule';

/** Where routes listen, and with what TLS. */
export const entryPointRules = {
  title: 'Entry points and TLS of routes',
  looksAt:
    'Routes and the entry points that they are on: TLS, what HTTP, TCP and UDP take from each other, TLS options and stores.',
  rules: {
    'tls-unlike-entry-point': {
      code: 'TR070',
      severity: 'warning',
      wrong: 'Routes have TLS on an entry point for plain HTTP, or none on one for HTTPS.',
      consequence:
        'A router with TLS takes no plain requests, one without takes no others: clients of the entry point get 404.',
      fix: 'Set tls on routes of HTTPS entry points (or http.tls on the entry point), and leave it out on the others.',
    },
    'tls-on-both-entry-points': {
      code: 'TR071',
      severity: 'warning',
      wrong: 'One IngressRoute with TLS is on an entry point for plain HTTP as well as on one for HTTPS.',
      consequence: 'Its routers take HTTPS alone: plain requests get 404.',
      fix: 'Write a second IngressRoute without tls for the plain one, or redirect there.',
    },
    'options-of-named-hosts': {
      code: 'TR117',
      severity: 'warning',
      wrong: 'A rule with TLS options takes requests for hosts that it does not name by Host.',
      consequence:
        'Options are chosen by the server name: clients of such a host shake hands with the default options, and Traefik answers 421.',
      fix: 'Name each host by Host, or set the options for all as the TLSOption called default.',
    },
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
    'swallowed-http': {
      code: 'TR086',
      wrong:
        'A TCP route takes connections of an entry point that HTTP routes wait for: all plain ones, or those with TLS for routes without a host.',
      consequence: 'Traefik asks TCP routers first: no plain HTTP request reaches its router.',
      fix: 'Give the TCP route an entry point of its own.',
    },
    'hidden-passthrough': {
      code: 'TR087',
      wrong: 'A TCP route and an HTTPS route have the same host on one entry point.',
      consequence:
        'Traefik asks HTTPS routers with a host first: the TCP route gets no connection of this host.',
      fix: 'Give one of them another host or entry point.',
    },
    'not-selected': {
      code: 'TR090',
      severity: 'warning',
      wrong:
        'An object is of another ingress class, has other labels, or is in another namespace than Traefik reads.',
      consequence: 'Traefik passes over it without a word.',
      fix: 'Give it the class and labels of the Traefik that shall read it.',
    },
    'field-not-in-crd': {
      code: 'TR093',
      wrong: 'A field is none that the CRD among the objects knows: the CRD is older than this Traefik.',
      consequence: 'The API server drops the field without a word, and Traefik never sees it.',
      fix: 'Apply the CRDs of the Traefik that runs; Helm never updates them by itself.',
    },
    'undecodable-value': {
      code: 'TR094',
      wrong: 'A value is of another type than Traefik reads at its place.',
      consequence:
        'The API server refuses the object; under an older CRD that takes it, Traefik stops to read all objects of the kind.',
      fix: 'Write a value of the type that the message names.',
    },
  },
} as const satisfies RuleGroup;
