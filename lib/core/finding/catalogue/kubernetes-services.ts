import type { RuleGroup } from './rule';

/** Services without a workload of our own. */
export const kubernetesServiceRules = {
  title: 'Kubernetes Services',
  looksAt: '`kubernetesServices` of environment files, and the props of `KubernetesService`.',
  rules: {
    'not-one-service-target': {
      code: 'TR491',
      wrong: 'A Service leads nowhere, or to several things.',
      consequence: 'Requests get 503, or only one of them is taken.',
      fix: 'Give exactly one of externalName: payments.example.com, selector: { app: payments } and addresses: [192.0.2.1].',
    },
    'service-without-port': {
      code: 'TR492',
      wrong: 'A Service has no port.',
      consequence: 'The API server refuses the Service.',
      fix: 'Write ports: { http: 80 }.',
    },
    'invalid-external-name': {
      code: 'TR493',
      wrong: 'An external name is no DNS name.',
      consequence: 'The API server refuses the Service, or DNS answers nothing.',
      fix: 'Write a name such as payments.example.com, without scheme, port or path; for an address there is `addresses: [192.0.2.1]`.',
    },
    'external-name-without-port': {
      code: 'TR494',
      severity: 'warning',
      wrong: 'An ExternalName Service says no port.',
      consequence: 'Each route to it has to name one by number; without it Traefik drops the route.',
      fix: 'Write ports: { https: 443 }.',
    },
    'invalid-address': {
      code: 'TR495',
      wrong: 'A text is no address, or addresses of IPv4 and IPv6 are mixed.',
      consequence: 'The API server refuses the EndpointSlice.',
      fix: 'Write addresses such as 192.0.2.1, all of one kind; for a name there is externalName.',
    },
  },
} as const satisfies RuleGroup;
