import type { RuleGroup } from './rule';

const notWritten = 'Nothing is written.';

/** What `delivery` writes for other systems. */
export const deliveryRules = {
  title: 'Delivery',
  looksAt:
    '`delivery` of environment files, and what two systems would have to say about one field (docs/delivery.md).',
  rules: {
    'delivery-without-repository': {
      code: 'TR960',
      wrong: 'Nothing says which git repository has the manifests.',
      consequence: notWritten,
      fix: 'Write delivery: { repository: { url: … } } in base.yaml, or run this where git has a remote "origin".',
    },
    'unknown-delivery-step': {
      code: 'TR961',
      wrong: 'An environment is said to be at a step of a release that there is not.',
      consequence: notWritten,
      fix: 'Name a step of `cdk8s-traefik release plan`.',
    },
    'two-owners': {
      code: 'TR962',
      wrong: 'Two systems decide one thing, and each takes back what the other has done.',
      consequence: 'It changes for ever, or one of the two is without effect.',
      fix: 'Leave it to one of them.',
    },
    'contradictory-delivery': {
      code: 'TR963',
      wrong: 'What is said of a delivery cannot be done together.',
      consequence: notWritten,
      fix: 'Keep one of the two.',
    },
    'delivery-without-clusters': {
      code: 'TR970',
      wrong: 'Nothing says which member clusters an environment is spread over.',
      consequence: notWritten,
      fix: 'Write delivery: { karmada: { clusters: { NAME: {} } } } with the names by which the clusters joined.',
    },
    'unknown-member-cluster': {
      code: 'TR971',
      wrong: 'A cluster or a region is named that the environment does not have.',
      consequence: notWritten,
      fix: 'Name one of delivery.karmada.clusters or of delivery.karmada.regions.',
    },
    'override-without-effect': {
      code: 'TR972',
      wrong: 'What shall be otherwise in a cluster hits nothing.',
      consequence: 'Karmada stops at it and sends the object to none of the clusters, or all stays as it is.',
      fix: 'Name an object and a field that there are.',
    },
    'unknown-delivered-workload': {
      code: 'TR973',
      wrong: 'Something is said of a workload that the environment does not run.',
      consequence: notWritten,
      fix: 'Name a workload as its object is named, or take it away.',
    },
    'budget-beyond-replicas': {
      code: 'TR974',
      wrong: 'A PodDisruptionBudget wants as many pods as a member cluster has, or more.',
      consequence: 'No pod there can be evicted, and no node drained.',
      fix: 'Say maxUnavailable in place of minAvailable, or give the cluster more replicas.',
    },
    'delivery-without-pools': {
      code: 'TR975',
      wrong: 'No environment says which pools of nodes OpenYurt has.',
      consequence: notWritten,
      fix: 'Write delivery: { openyurt: { pools: { edge-1: {} } } } in the file of the environment.',
    },
    'unknown-pool': {
      code: 'TR976',
      wrong:
        'A workload runs in a pool of nodes that there is not, or is told something of a pool in which it does not run.',
      consequence: notWritten,
      fix: 'Name one of the pools of delivery.openyurt.pools in which the workload runs.',
    },
    'unknown-pool-workload': {
      code: 'TR977',
      wrong: 'What shall run in a pool of nodes is no Deployment or StatefulSet of the environment.',
      consequence: notWritten,
      fix: 'Name a workload as its object is named, or take it away.',
    },
    'host-network-pool': {
      code: 'TR978',
      severity: 'warning',
      wrong: 'Pods run in a pool whose nodes share their network with them.',
      consequence:
        'No NetworkPolicy holds for them, their ports are those of the node, and Pod Security of the level baseline refuses them.',
      fix: 'Choose a pool with a network of pods, or leave the workload out of it.',
    },
    'catalogue-without-owner': {
      code: 'TR980',
      wrong: 'Nothing says who owns what the catalogue of Backstage shall list.',
      consequence: notWritten,
      fix: 'Write delivery: { backstage: { owner: … } } in base.yaml: every entity of the catalogue has an owner.',
    },
    'catalogue-not-one': {
      code: 'TR981',
      wrong: 'Environments say different things of the one catalogue of Backstage.',
      consequence: notWritten,
      fix: 'Say it in base.yaml, and nothing of it in the files of environments.',
    },
    'unknown-catalogue-component': {
      code: 'TR982',
      wrong: 'The catalogue of Backstage shall tell of a workload that no environment runs.',
      consequence: notWritten,
      fix: 'Name a workload as its object is named, or take it away.',
    },
    'unknown-catalogue-definition': {
      code: 'TR983',
      wrong: 'The definition of an API is no file.',
      consequence: notWritten,
      fix: 'Name a file below the folder of the project, or an address that begins with https://.',
    },
    'invalid-catalogue-name': {
      code: 'TR984',
      wrong: 'An entity has a name that Backstage does not take.',
      consequence: notWritten,
      fix: 'Give it a name of at most 63 letters and digits, parted by one of "-", "_" and ".".',
    },
    'traefik-without-volume': {
      code: 'TR964',
      severity: 'warning',
      wrong:
        'A Traefik gets certificates by itself, and plain manifests say nothing of the volume that keeps them.',
      consequence: 'Its plain manifests are not written; the values for the official chart are.',
      fix: 'Use the chart, which has a volume, or let cert-manager get the certificates.',
    },
    'metrics-without-services': {
      code: 'TR985',
      severity: 'warning',
      wrong: 'Alerts and dashboards ask for metrics of services that this Traefik does not give.',
      consequence: 'Their queries find nothing: no alert ever fires.',
      fix: 'Say metrics: { prometheus: {} } in the static configuration of Traefik, if it is so.',
    },
    'metrics-without-routers': {
      code: 'TR986',
      wrong: 'Something is promised of routes whose requests Traefik does not count.',
      consequence: notWritten,
      fix: 'Say metrics: { prometheus: { addRoutersLabels: true } } in the static configuration of Traefik.',
    },
    'unknown-objective': {
      code: 'TR987',
      wrong: 'Something is promised of what Traefik counts no requests of.',
      consequence: notWritten,
      fix: 'Name a Service, or a route, that requests of HTTP are forwarded to.',
    },
    'unmeasured-latency': {
      code: 'TR988',
      wrong: 'A latency is promised that is no bucket of the histograms of Traefik.',
      consequence: notWritten,
      fix: 'Say the upper bound of a bucket.',
    },
  },
} as const satisfies RuleGroup;
