import type { RuleGroup } from './rule';

/** Roles, networks, namespaces and labels. */
export const accessPolicyRules = {
  title: 'Policies for access',
  looksAt: 'Roles, networks, namespaces and labels.',
  rules: {
    'broad-role': {
      code: 'PL016',
      wrong: 'A role allows everything of something, or reads Secrets, or runs commands in pods.',
      consequence: 'Whoever has it can become whoever else is in the cluster.',
      fix: 'Name groups, resources and verbs one by one, and Secrets by resourceNames.',
    },
    'cluster-admin': {
      code: 'PL016',
      wrong: 'Somebody is made administrator of the whole cluster.',
      consequence: 'A program that is taken over has the cluster.',
      fix: 'Bind a role that allows what is needed.',
    },
    'no-network-policy': {
      code: 'PL040',
      severity: 'warning',
      wrong: 'No NetworkPolicy holds for pods.',
      consequence: 'Every pod of the cluster can reach them.',
      fix: 'Write a NetworkPolicy that selects them, with ingress from Traefik and from whoever else needs them.',
    },
    'open-network-policy': {
      code: 'PL040',
      severity: 'warning',
      wrong: 'A NetworkPolicy lets everybody in.',
      consequence: 'Every pod of the cluster reaches those that it selects, past Traefik.',
      fix: 'Write `from` with the namespace of Traefik and of whoever else needs them.',
    },
    'missing-labels': {
      code: 'PL041',
      severity: 'warning',
      wrong: 'A workload does not say by its labels which program it is.',
      consequence: 'Dashboards, costs and alerts cannot tell whose it is.',
      fix: 'Write the label app.kubernetes.io/name.',
    },
    'default-namespace': {
      code: 'PL042',
      severity: 'warning',
      wrong: 'An object is in the namespace default.',
      consequence: 'Whoever forgets to name a namespace meets it there.',
      fix: 'Name a namespace of its own.',
    },
    'unrestricted-namespace': {
      code: 'PL043',
      severity: 'warning',
      wrong: 'A Namespace does not say which Pod Security Standard its pods are held against.',
      consequence: 'Pods that may do everything are admitted.',
      fix: 'Write the label pod-security.kubernetes.io/enforce: restricted.',
    },
    'exposed-service': {
      code: 'PL045',
      severity: 'warning',
      wrong: 'A Service is reached from outside of the cluster, past Traefik.',
      consequence: 'What Traefik guards is not guarded there.',
      fix: 'Use the type ClusterIP and a route, or make an exception for the Service of Traefik itself.',
    },
    'external-name': {
      code: 'PL066',
      severity: 'warning',
      wrong: 'A Service stands for a name outside of the cluster.',
      consequence:
        'Whoever answers for that name gets the requests, and Traefik refuses it unless allowExternalNameServices is on.',
      fix: 'Name the addresses in an EndpointSlice, or make an exception.',
    },
    'unprovable-wildcard': {
      code: 'PL068',
      wrong: 'A Certificate for a wildcard has an issuer that cannot prove it.',
      consequence:
        'ACME proves wildcards by DNS alone: the Certificate never becomes ready, and Traefik serves its own.',
      fix: 'Write a dns01 solver into the issuer, or name the hosts one by one.',
    },
    'weak-certificate': {
      code: 'PL068',
      severity: 'warning',
      wrong: 'A Certificate has a weak key, or one that is never changed.',
      consequence: 'A key that was copied once is good for ever.',
      fix: 'Write privateKey: { algorithm: ECDSA, rotationPolicy: Always }, or RSA of 2048 bits or more.',
    },
  },
} as const satisfies RuleGroup;
