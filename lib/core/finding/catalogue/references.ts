import type { RuleGroup } from './rule';

const makeOrDeclare = 'Make it, or declare it as existing in the cluster if something else makes it.';
const disabled = 'Traefik disables the router: its requests go to routers of lower priority, or get 404.';

/** What objects say of one another, and of the Traefik in front of them. */
export const referenceRules = {
  title: 'References',
  looksAt:
    'The objects of one cluster together: what they name of each other, of what exists besides, and of Traefik itself.',
  rules: {
    'unknown-service': {
      code: 'TR024',
      wrong: 'There is no Service of this name.',
      consequence: 'Traefik drops the route and only logs it: its requests go to other routes or get 404.',
      fix: makeOrDeclare,
    },
    'unknown-traefik-service': {
      code: 'TR029',
      wrong: 'There is no TraefikService of this name.',
      consequence: disabled,
      fix: makeOrDeclare,
    },
    'unknown-middleware': {
      code: 'TR050',
      wrong: 'There is no middleware of this name.',
      consequence: disabled,
      fix: makeOrDeclare,
    },
    'unknown-servers-transport': {
      code: 'TR039',
      wrong: 'There is no servers transport of this name.',
      consequence: disabled,
      fix: makeOrDeclare,
    },
    'unknown-tls-option': {
      code: 'TR076',
      wrong: 'There is no TLSOption of this name.',
      consequence: 'Traefik disables the router, and closes TLS connections for its hosts.',
      fix: makeOrDeclare,
    },
    'unknown-parent': {
      code: 'TR095',
      wrong: 'There is no IngressRoute of this name to be the parent.',
      consequence: 'Traefik skips the whole IngressRoute and only logs it.',
      fix: makeOrDeclare,
    },
    'unknown-secret': {
      code: 'TR191',
      wrong: 'There is no Secret of this name.',
      consequence:
        'Pods wait for it; Traefik serves its default certificate, or makes nothing of the object.',
      fix: makeOrDeclare,
    },
    'unknown-config-map': {
      code: 'TR192',
      wrong: 'There is no ConfigMap of this name.',
      consequence: 'Pods wait for it; Traefik leaves it out.',
      fix: makeOrDeclare,
    },
    'unknown-key': {
      code: 'TR193',
      wrong: 'A Secret or ConfigMap has no such key.',
      consequence: 'Pods wait for it with CreateContainerConfigError or FailedMount.',
      fix: 'Name a key that it has.',
    },
    'missing-port': {
      code: 'TR025',
      wrong: 'A reference to a Service names no port.',
      consequence: 'Traefik drops the whole route (HTTP) or skips the service (TCP, UDP).',
      fix: 'Write `{ name, port }`.',
    },
    'unknown-port': {
      code: 'TR025',
      wrong: 'A service has no such port.',
      consequence:
        'Traefik drops the route (HTTP) or skips the service (TCP, UDP); a number in quotes is a name.',
      fix: 'Name a port that it has.',
    },
    'ambiguous-port': {
      code: 'TR195',
      wrong: 'A service has several ports that fit, and none is named.',
      consequence: 'Without a port Traefik drops the route, and no NetworkPolicy admits the caller.',
      fix: 'Name the port.',
    },
    'no-port': {
      code: 'TR196',
      wrong: 'A service offers no port that may be routed.',
      consequence: 'Without a port Traefik drops the route.',
      fix: 'Declare such a port, and let the Service offer it.',
    },
    'unrouted-port': {
      code: 'TR197',
      wrong: 'A port is not meant to be routed.',
      consequence: 'Traefik would publish it; the NetworkPolicy of the service keeps Traefik out.',
      fix: 'Route another port, or set `routed: true` on this one.',
    },
    'wrong-kind': {
      code: 'TR198',
      wrong: 'A construct is of another kind than is wanted.',
      consequence: 'Traefik looks for an object of the wanted kind and does not find it.',
      fix: 'Pass a construct of that kind.',
    },
    'reference-without-object': {
      code: 'TR199',
      wrong: 'A construct that makes no single API object is taken for one.',
      consequence: 'Traefik would look for an object that does not exist.',
      fix: 'Pass the object itself.',
    },
    'unknown-certificate': {
      code: 'TR200',
      wrong: 'An environment has no certificate of this name.',
      consequence: 'Traefik would serve its self-signed default certificate.',
      fix: 'Name one of `certificates`.',
    },
    'unknown-certificate-resolver': {
      code: 'TR201',
      wrong: "The environment's Traefik has no such certificate resolver.",
      consequence: 'Traefik logs it and serves its self-signed default certificate.',
      fix: 'Declare it under traefik.certificatesResolvers.',
    },
    'unknown-entry-point': {
      code: 'TR068',
      wrong: "The environment's Traefik has no such entry point, or has it for the other protocol.",
      consequence: 'Traefik ignores it, and disables a router that is left without a valid entry point.',
      fix: 'Name an entry point that it has.',
    },
    'cross-namespace': {
      code: 'TR051',
      wrong: "One of Traefik's objects names another one in another namespace.",
      consequence:
        'Traefik refuses it (providers.kubernetesCRD.allowCrossNamespace is off) and drops the route.',
      fix: 'Put both into one namespace, or set traefik.providers.kubernetesCRD.allowCrossNamespace where Traefik runs so.',
    },
  },
} as const satisfies RuleGroup;
