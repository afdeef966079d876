import type { RuleGroup } from './rule';

const disabled = 'Traefik disables the router: its requests fall through to other routers, or get 404.';

/** Routes by themselves. */
export const routeRules = {
  title: 'Routes',
  looksAt: 'IngressRoute, IngressRouteTCP, IngressRouteUDP and TraefikService, each by itself.',
  rules: {
    'invalid-rule': {
      code: 'TR001',
      wrong: 'A rule is none that Traefik can read.',
      consequence: disabled,
      fix: 'Correct the rule, or build it with host(), pathPrefix() and so on.',
    },
    'duplicate-rule': {
      code: 'TR020',
      wrong: 'A rule stands twice in one object.',
      consequence:
        'Traefik names routers after object and rule: the last route silently replaces the others.',
      fix: 'Put the services into one route with weights, or make the rules differ.',
    },
    'priority-out-of-range': {
      code: 'TR019',
      wrong: 'A priority is above what Traefik allows, or cannot be written exactly.',
      consequence: 'The API server refuses the object, or another number is written.',
      fix: 'Write a number between -9007199254740991 and 9007199254740991.',
    },
    'no-entry-points': {
      code: 'TR069',
      severity: 'warning',
      wrong: 'Routes name no entry point.',
      consequence:
        'Traefik puts them on every default entry point of their protocol; with its Helm chart that includes metrics.',
      fix: 'Name them, for example `entryPoints: [websecure]`.',
    },
    'no-services': {
      code: 'TR044',
      wrong: 'A route has no services.',
      consequence: disabled,
      fix: 'Add a service.',
    },
    'parent-with-services': {
      code: 'TR095',
      wrong: 'A route has services, and other IngressRoutes name its object as their parent.',
      consequence:
        'The children take the requests: what none of them matches gets 404, and the services get nothing.',
      fix: 'Leave the services out, or make them a child route of their own.',
    },
    'child-route-decides': {
      code: 'TR095',
      wrong: 'Routes with parentRefs have entry points, TLS or observability of their own.',
      consequence:
        'Traefik disables the router, or drops it without a word, and then the parent has no children.',
      fix: 'Set it on the parent.',
    },
    'several-udp-routes': {
      code: 'TR089',
      wrong: 'An IngressRouteUDP has several routes for the same entry points.',
      consequence:
        'UDP has no rules: the router whose name sorts last takes everything, the others get nothing.',
      fix: 'Put the services into one route with weights, or give each its own entry point.',
    },
    'redirect-of-child-route': {
      code: 'TR173',
      wrong: 'Routes with parentRefs are to be redirected to HTTPS.',
      consequence: 'The redirect would answer rules that mean something below their parent only.',
      fix: 'Redirect on the parent.',
    },
    'redirect-on-own-entry-point': {
      code: 'TR174',
      wrong: 'Routes listen without TLS where their redirect to HTTPS listens.',
      consequence: 'Both have the same rule and priority: Traefik picks one at random on every reload.',
      fix: 'Leave that entry point out, or set tls.',
    },
    'weights-all-zero': {
      code: 'TR044',
      wrong: 'The weight of every service is 0.',
      consequence: 'No service may take requests: Traefik answers 503, or closes the connection.',
      fix: 'Give at least one service a weight above 0.',
    },
    'weight-of-single-service': {
      code: 'TR045',
      wrong: 'The only service of a route has a weight.',
      consequence: 'Traefik ignores the weight of a single service: it takes all traffic.',
      fix: 'Leave the weight out, or add the service that shall take the traffic.',
    },
    'sticky-of-one-service': {
      code: 'TR042',
      severity: 'warning',
      wrong: 'Services of a route that has several are sticky, each for itself.',
      consequence:
        'The cookie of a service keeps a client on a pod within it; which service takes a request is drawn anew each time.',
      fix: 'Make a TraefikService whose `weighted` has these services and `sticky: { cookie: { name: … } }`, and let the route name that one alone.',
    },
    'mirror-percent': {
      code: 'TR047',
      wrong: 'A mirror has no percent.',
      consequence: 'Traefik takes 0: nothing is ever copied to it.',
      fix: 'Write `percent`, from 1 to 100.',
    },
    'service-recursion': {
      code: 'TR049',
      wrong: 'A TraefikService is one of its own services.',
      consequence: 'Traefik detects the recursion and disables every router that uses it.',
      fix: 'Name another service.',
    },
    'ignored-on-traefik-service': {
      code: 'TR043',
      severity: 'warning',
      wrong: 'Beside the name of a TraefikService stands what Traefik does not read there.',
      consequence: 'Traefik reads only name and weight of such a reference.',
      fix: 'Write it where the TraefikService names its own services.',
    },
    'traefik-service-outside-http': {
      code: 'TR175',
      wrong: 'A TCP or UDP route names a TraefikService.',
      consequence: 'Traefik looks for a Kubernetes Service of that name and skips it when there is none.',
      fix: 'List the Services with their weights.',
    },
    'provider-service-kind': {
      code: 'TR030',
      wrong: "A provider's service is named as a Kubernetes Service.",
      consequence: 'Traefik looks for a Kubernetes Service of that name and drops the route.',
      fix: 'Write `kind: TraefikService`.',
    },
    'namespace-beside-provider': {
      code: 'TR176',
      severity: 'warning',
      wrong: 'A reference names its provider and a namespace as well.',
      consequence: 'Traefik ignores the namespace and logs a warning.',
      fix: 'Leave the namespace out, or the @provider.',
    },
    'host-sni-without-tls': {
      code: 'TR084',
      wrong: 'A TCP rule asks for a server name, and the routes have no TLS.',
      consequence: 'Traefik disables the router; an expression is compared with an empty name.',
      fix: 'Set `tls` (with `passthrough: true` if the service terminates TLS), or write HostSNI(`*`).',
    },
    'passthrough-ignores': {
      code: 'TR088',
      severity: 'warning',
      wrong: 'TLS is passed through, and settings stand beside it that only termination uses.',
      consequence: 'Traefik ignores them; clients see the certificate and the TLS versions of the service.',
      fix: 'Leave them out, or passthrough.',
    },
    'old-rule-words': {
      code: 'TR004',
      severity: 'warning',
      wrong:
        'A rule has words of Traefik v2 that v3 takes and reads otherwise: `{id}` in a path, one argument of Query.',
      consequence:
        'For v3 braces are letters like others, and one argument of Query is a name: the route takes no request that it was written for.',
      fix: 'Write what the message says, or `syntax: v2` beside the rule.',
    },
    'default-tls-options': {
      code: 'TR075',
      wrong: 'Routes name the TLSOption called default.',
      consequence:
        'Traefik knows it without its namespace only: the router is disabled and TLS for its hosts fails.',
      fix: 'Leave `options` out; every router that names none has it.',
    },
    'tls-options-without-host': {
      code: 'TR079',
      wrong: 'Routes name TLS options, and a rule has no host.',
      consequence: 'Options are chosen by server name: Traefik uses the default options for this route.',
      fix: 'Add Host or HostSNI to the rule.',
    },
    'nothing-to-resolve': {
      code: 'TR177',
      severity: 'warning',
      wrong: 'Routes name a certificate resolver, and there is no host to ask it for.',
      consequence: 'The resolver asks for no certificate: clients see Traefik’s self-signed one.',
      fix: 'Write `tls.domains`, or add a host to the rule.',
    },
    'tls-store-ignored': {
      code: 'TR073',
      severity: 'warning',
      wrong: 'Routes name a TLSStore.',
      consequence: 'Traefik v3.7 never reads it; only the TLSStore called default is used.',
      fix: 'Leave `store` out.',
    },
  },
} as const satisfies RuleGroup;
