import type { RuleGroup } from './rule';

const routeDropped = 'Traefik drops the route and only logs it: its requests go to other routes or get 404.';
const disabled =
  'Traefik disables every router that uses it: their requests fall through to other routers, or get 404.';

/** The services behind routes. */
export const routeServiceRules = {
  title: 'Services of routes',
  looksAt:
    '`services` of routes, TraefikServices and the transports to their servers, with the Services that they name.',
  rules: {
    'lost-with-service': {
      code: 'TR026',
      severity: 'warning',
      wrong: 'One service of a route cannot be used, and the others are lost with it.',
      consequence: 'Traefik drops the whole route: services that are fine get nothing either.',
      fix: 'Mend or remove the service that is named; put services that come and go into routes of their own.',
    },
    'unknown-child': {
      code: 'TR027',
      wrong: 'A TraefikService names a Service that is not there, or that has no server.',
      consequence: 'Traefik leaves out the whole TraefikService, and disables every router that uses it.',
      fix: 'Make the Service, or take it out of the TraefikService.',
    },
    'no-ready-endpoints': {
      code: 'TR028',
      wrong: 'A Service has no endpoint that is ready, and Traefik runs without allowEmptyServices.',
      consequence: 'Traefik drops the route: clients get 404, or another route, in place of 503.',
      fix: 'Set providers.kubernetesCRD.allowEmptyServices, as the official chart does.',
    },
    'external-name-not-allowed': {
      code: 'TR031',
      wrong: 'A Service is of type ExternalName, and Traefik may not use such Services.',
      consequence: routeDropped,
      fix: 'Set providers.kubernetesCRD.allowExternalNameServices where Traefik runs so.',
    },
    'health-check-of-service': {
      code: 'TR032',
      wrong: 'A health check stands on a Service that is not of type ExternalName.',
      consequence: routeDropped,
      fix: 'Leave healthCheck out: Kubernetes takes pods out by their readiness.',
    },
    'native-lb-of-headless': {
      code: 'TR033',
      wrong: 'nativeLB is set for a headless Service.',
      consequence: 'There is no cluster address to balance by: Traefik drops the route.',
      fix: 'Leave nativeLB out, or give the Service a clusterIP.',
    },
    'node-port-lb-ignored': {
      code: 'TR034',
      severity: 'warning',
      wrong: 'nodePortLB is set for a Service that is not of type NodePort.',
      consequence: 'Traefik ignores it without a word and goes to the endpoints.',
      fix: 'Leave nodePortLB out, or make the Service one of type NodePort.',
    },
    'unknown-scheme': {
      code: 'TR035',
      wrong: 'The scheme of a service is none of http, https and h2c.',
      consequence: routeDropped,
      fix: 'Write http, https or h2c.',
    },
    'scheme-by-port': {
      code: 'TR036',
      severity: 'warning',
      wrong: 'Traefik takes the scheme from the port, and what else is said of the port speaks against it.',
      consequence:
        'Port 443 and ports named https… are spoken to by TLS, all others in the clear: the servers answer with errors.',
      fix: 'Write `scheme: http` or `scheme: https` beside the port.',
    },
    'grpc-without-scheme': {
      code: 'TR037',
      severity: 'warning',
      wrong: 'A port that speaks gRPC is named without `scheme: h2c`.',
      consequence: 'Traefik ignores appProtocol and speaks HTTP/1.1: gRPC servers answer with errors.',
      fix: 'Write `scheme: h2c` beside the port, or https where the server has TLS.',
    },
    'unverified-server': {
      code: 'TR038',
      severity: 'warning',
      wrong: 'A Service is spoken to by TLS without a ServersTransport.',
      consequence:
        'Traefik checks the certificate of the server against public authorities and the address of its pod: requests fail with 500.',
      fix: 'Name a ServersTransport that says serverName and rootCAs.',
    },
    'unfit-servers-transport': {
      code: 'TR040',
      wrong:
        'A ServersTransport names an authority that cannot be read, or TLS settings that Traefik does not know.',
      consequence: 'Traefik only logs it and goes on without: TLS to the servers fails.',
      fix: 'Give an authority that is there, and versions and suites by the names of Go.',
    },
    'unknown-strategy': {
      code: 'TR041',
      wrong: 'The strategy of a load balancer is none that Traefik knows.',
      consequence: 'The API server refuses the object.',
      fix: 'Write wrr, p2c, hrw or leasttime, or leave strategy out.',
    },
    'not-one-service-kind': {
      code: 'TR046',
      wrong: 'A TraefikService is of no kind, or of several.',
      consequence:
        'Of several kinds Traefik takes the first without a word; with none every router that uses it is disabled.',
      fix: 'Keep one of weighted, mirroring, highestRandomWeight and failover.',
    },
    'sticky-by-native-lb': {
      code: 'TR118',
      severity: 'warning',
      wrong: 'A sticky cookie is set for a Service that Kubernetes balances (nativeLB).',
      consequence:
        'Traefik knows one address of the Service, and Kubernetes spreads what goes there: the cookie keeps nobody on a pod.',
      fix: 'Leave nativeLB out, or the cookie.',
    },
    'unsecured-cookie': {
      code: 'TR127',
      severity: 'warning',
      wrong: 'A sticky cookie has sameSite none and is not secure.',
      consequence: 'Browsers do not take it: each request is balanced anew.',
      fix: 'Write `secure: true` beside it.',
    },
    'replaced-settings': {
      code: 'TR119',
      severity: 'warning',
      wrong: 'References to the same port of one Service have different settings.',
      consequence:
        'Traefik makes one service of them all: the settings that it reads last (sticky, scheme, transport …) count for all.',
      fix: 'Give all references the same settings, or make a second Service for the same pods.',
    },
    'unknown-target-port': {
      code: 'TR120',
      severity: 'warning',
      wrong: 'The target port of a Service is a name that no container of its pods has.',
      consequence: 'The Service gets no endpoints: Traefik answers 503.',
      fix: 'Write the name of a port of the containers, or its number.',
    },
    'unselected-pods': {
      code: 'TR121',
      severity: 'info',
      wrong: 'No workload of the namespace has the labels that a Service selects.',
      consequence: 'Without any pod the Service has no endpoints, and Traefik answers 503.',
      fix: 'Write the labels of the pods into its selector.',
    },
    'endpoint-port-name': {
      code: 'TR122',
      wrong: 'The EndpointSlices of a Service have no port of the name that its port has.',
      consequence: 'Traefik looks for them by that name, finds no server, and answers 503.',
      fix: 'Give the port one name in the Service and in its EndpointSlices.',
    },
    'unknown-failure': {
      code: 'TR048',
      wrong: 'A failover does not say by what it knows that the main service fails.',
      consequence: disabled,
      fix: "Give errors.status, for example ['500-599'].",
    },
  },
} as const satisfies RuleGroup;
