import type { RuleGroup } from './rule';

/** Objects of the Gateway API, behind a Traefik that reads them. */
export const gatewayRules = {
  title: 'Gateway API',
  looksAt:
    'Gateway, HTTPRoute, GRPCRoute, TLSRoute, TCPRoute and BackendTLSPolicy, by the conditions that Traefik would write into their status; behind a Traefik with `providers.kubernetesGateway` alone.',
  rules: {
    'invalid-listener': {
      code: 'TR930',
      wrong: 'A listener of a Gateway is not valid.',
      consequence: 'Traefik takes no route on it: its requests get 404, or no answer.',
      fix: 'Do away with the reason that is named.',
    },
    'route-not-accepted': {
      code: 'TR931',
      wrong: 'No listener that a route names takes it.',
      consequence: 'Traefik makes no router for it there: requests go to other routes or get 404.',
      fix: 'Name a listener that takes the route, or let the listener take it.',
    },
    'unresolved-backend': {
      code: 'TR932',
      wrong: 'A route names a backend that is not to be had.',
      consequence:
        'Traefik itself answers the requests that would go there, with 500, or closes their connections.',
      fix: 'Name a Service and a port that there are, and allow the reference where it stands in another namespace.',
    },
    'unsupported-filter': {
      code: 'TR933',
      wrong: 'A rule has a filter that Traefik does not have or cannot make.',
      consequence: 'Traefik answers every request of the rule with 500, and no condition tells of it.',
      fix: 'Use a filter that Traefik has, or an ExtensionRef to a Middleware.',
    },
    'refused-tls-policy': {
      code: 'TR934',
      wrong: 'Traefik does not follow a BackendTLSPolicy.',
      consequence: 'Another policy counts, or Traefik answers with 500 in place of the Service.',
      fix: 'Name an authority that is there, and keep one policy for each port.',
    },
    'unread-gateway-field': {
      code: 'TR935',
      severity: 'warning',
      wrong: 'A field of the Gateway API says something that Traefik passes over.',
      consequence: 'Nothing comes of it, and neither a log nor a condition tells.',
      fix: 'Say it with a Middleware or an option of Traefik, or leave it out.',
    },
  },
} as const satisfies RuleGroup;
