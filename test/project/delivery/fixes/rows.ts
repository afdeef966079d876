import type { RuleId } from '../../../../lib/core/finding';
import type { DeliverySystem } from '../../../../lib/project/delivery';

/** Environment files with a mistake in what other systems are told, and the same with what the fix says done. */
export interface DeliveryFix {
  readonly rule: RuleId;
  /** What the fix says, in its words. */
  readonly says: string;
  readonly system: DeliverySystem;
  /** The text of base.yaml. */
  readonly broken: string;
  readonly fixed: string;
  /** Texts of the files of environments by name. @default an empty one of prod */
  readonly environments?: Readonly<Record<string, string>>;
  /** The same as the fix wants them. @default the same */
  readonly fixedEnvironments?: Readonly<Record<string, string>>;
  /** Whether git knows where the repository is. @default true */
  readonly isKnown?: boolean;
}

const base = `namespace: shop
traefik:
  entryPoints: { websecure: { address: ':8443', http: { tls: {} } } }
  metrics: { prometheus: { addRoutersLabels: true } }
services:
  web: { image: 'example.com/web:1', ports: { http: 8080 }, replicas: 3 }
middlewares: { limit: { rateLimit: { average: 50 } } }
routes:
  http: { web: { match: 'Host(\`a.test\`)', entryPoints: [websecure], middlewares: [limit], services: [web] } }
`;

const fix = (
  system: DeliverySystem,
  rule: RuleId,
  says: string,
  broken: string,
  fixed: string,
  more: Partial<DeliveryFix> = {},
): DeliveryFix => ({
  system,
  rule,
  says,
  broken: `${base}delivery: { ${broken} }\n`,
  fixed: `${base}delivery: { ${fixed} }\n`,
  ...more,
});

const clusters = (text: string, more = ''): string => `karmada: { clusters: ${text}${more} }`;
const pools = (text: string, more = ''): string => `openyurt: { pools: ${text}${more} }`;
const catalogue = (text: string): string => `backstage: { ${text} }`;
const promises = (text: string): string => `observability: { ${text} }`;
const provides = (text: string): string =>
  catalogue(`owner: team-a, components: { web: { provides: { ${text} } } }`);
const definition = 'type: openapi, definition: api/openapi.yaml';
const scaled = `objects:
  web-hpa:
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: { name: web }
    spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web2 }, maxReplicas: 9 }
`;
const budget = (said: string): string => `objects:
  budget:
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    spec: { ${said}, selector: { matchLabels: { app.kubernetes.io/name: web } } }
`;
const observed = promises('objective: { availability: 99.5 }, routes: { web: { availability: 99.9 } }');
const worker = (replicas: string): string => `  worker:
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web2 }
    spec:
      ${replicas.replace(', ', '\n      ')}selector: { matchLabels: { app: web2 } }
      template:
        metadata: { labels: { app: web2 } }
        spec: { containers: [{ name: web, image: 'example.com/web:1' }] }
`;
const stepOf = (broken: string, fixed: string): Pick<DeliveryFix, 'system' | 'broken' | 'fixed'> => {
  const released = (step: string): string =>
    `${base.replace('replicas: 3', "release: { version: '2', steps: [5] }")}delivery: { argocd: { steps: { web: ${step} } } }\n`;
  return { system: 'argocd', broken: released(broken), fixed: released(fixed) };
};
const resolver = (storage: string): string =>
  base.replace(
    '  metrics:',
    `  certificatesResolvers: { own: { acme: { email: ops@example.com, storage: ${storage}, tlsChallenge: {} } } }\n  metrics:`,
  );

/** What is wrong with what is said of delivery. */
export const deliveryFixes: readonly DeliveryFix[] = [
  fix(
    'argocd',
    'delivery-without-repository',
    'delivery: { repository: { url: … } } in base.yaml',
    'argocd: {}',
    "repository: { url: 'https://git.example/shop' }",
    { isKnown: false },
  ),
  fix(
    'argocd',
    'contradictory-delivery',
    'Keep one of the two',
    "argocd: { cluster: { name: a, server: 'https://a' } }",
    'argocd: { cluster: { name: a } }',
  ),
  {
    ...stepOf('40-weight-6', '40-weight-5'),
    rule: 'unknown-delivery-step',
    says: 'Did you mean "40-weight-5"?',
  },
  {
    rule: 'two-owners',
    system: 'flux',
    says: 'Leave spec.replicas out of the manifest',
    broken: base + scaled + worker('replicas: 3, '),
    fixed: base + scaled + worker(''),
  },
  fix(
    'karmada',
    'delivery-without-clusters',
    'with the names by which the clusters joined',
    clusters('{}'),
    clusters('{ eu-1: {} }'),
  ),
  fix(
    'karmada',
    'unknown-member-cluster',
    'Did you mean "eu-1"?',
    clusters('{ eu-1: {} }', ', workloads: { web: { clusters: [eu-2] } }'),
    clusters('{ eu-1: {} }', ', workloads: { web: { clusters: [eu-1] } }'),
  ),
  fix(
    'karmada',
    'override-without-effect',
    'an object and a field that there are',
    clusters(
      '{ eu-1: { overrides: [{ kind: Middleware, name: limit, path: /spec/rateLimit/avg, value: 5 }] } }',
    ),
    clusters(
      '{ eu-1: { overrides: [{ kind: Middleware, name: limit, path: /spec/rateLimit/average, value: 5 }] } }',
    ),
  ),
  fix(
    'karmada',
    'unknown-delivered-workload',
    'web',
    clusters('{ eu-1: {} }', ', workloads: { wep: {} }'),
    clusters('{ eu-1: {} }', ', workloads: { web: {} }'),
  ),
  {
    ...fix('karmada', 'budget-beyond-replicas', 'maxUnavailable in place of minAvailable', '', ''),
    broken: `${base}${budget('minAvailable: 2')}delivery: { ${clusters('{ eu-1: { replicas: { web: 1 } } }')} }\n`,
    fixed: `${base}${budget('maxUnavailable: 1')}delivery: { ${clusters('{ eu-1: { replicas: { web: 1 } } }')} }\n`,
  },
  {
    ...fix('openyurt', 'delivery-without-pools', 'delivery: { openyurt: { pools: { edge-1: {} } } }', '', ''),
    broken: base,
    fixed: `${base}delivery: { openyurt: { pools: { edge-1: {} } } }\n`,
  },
  fix(
    'openyurt',
    'unknown-pool',
    'one of the pools of delivery.openyurt.pools',
    pools('{ edge-1: {} }', ', workloads: { web: { pools: [cloud] } }'),
    pools('{ edge-1: {} }', ', workloads: { web: { pools: [edge-1] } }'),
  ),
  fix(
    'openyurt',
    'unknown-pool-workload',
    'web',
    pools('{ edge-1: {} }', ', workloads: { wep: { pools: [edge-1] } }'),
    pools('{ edge-1: {} }', ', workloads: { web: { pools: [edge-1] } }'),
  ),
  fix(
    'openyurt',
    'host-network-pool',
    'a pool with a network of pods',
    pools('{ edge-1: { hostNetwork: true } }', ', workloads: { web: { pools: [edge-1] } }'),
    pools('{ edge-1: { hostNetwork: true }, edge-2: {} }', ', workloads: { web: { pools: [edge-2] } }'),
  ),
  {
    ...fix(
      'backstage',
      'catalogue-without-owner',
      'delivery: { backstage: { owner: … } } in base.yaml',
      '',
      '',
    ),
    broken: base,
    fixed: `${base}delivery: { backstage: { owner: team-a } }\n`,
  },
  fix(
    'backstage',
    'catalogue-not-one',
    'Say it in base.yaml',
    catalogue('owner: team-a'),
    catalogue('owner: team-b'),
    {
      environments: { dev: '', prod: 'delivery: { backstage: { owner: team-b } }' },
      fixedEnvironments: { dev: '', prod: '' },
    },
  ),
  fix(
    'backstage',
    'unknown-catalogue-component',
    'web',
    catalogue('owner: team-a, components: { wep: { tags: [go] } }'),
    catalogue('owner: team-a, components: { web: { tags: [go] } }'),
  ),
  fix(
    'backstage',
    'unknown-catalogue-definition',
    'a file below the folder of the project',
    provides(`web-v1: { ${definition.replace('.yaml', '.yml')} }`),
    provides(`web-v1: { ${definition} }`),
  ),
  fix(
    'backstage',
    'invalid-catalogue-name',
    'parted by one of',
    provides(`'web v1': { ${definition} }`),
    provides(`web-v1: { ${definition} }`),
  ),
  {
    ...fix('observability', 'metrics-without-services', 'metrics: { prometheus: {} }', '', ''),
    broken: `${base.replace('metrics: { prometheus: { addRoutersLabels: true } }', 'api: {}')}delivery: { ${promises('objective: { availability: 99.5 }')} }\n`,
    fixed: `${base.replace('{ addRoutersLabels: true }', '{}')}delivery: { ${promises('objective: { availability: 99.5 }')} }\n`,
  },
  {
    ...fix('observability', 'metrics-without-routers', 'addRoutersLabels: true', '', ''),
    broken: `${base.replace('{ addRoutersLabels: true }', '{}')}delivery: { ${observed} }\n`,
    fixed: `${base}delivery: { ${observed} }\n`,
  },
  fix(
    'observability',
    'unknown-objective',
    'web',
    promises('services: { wep: { availability: 99.5 } }'),
    promises('services: { web: { availability: 99.5 } }'),
  ),
  fix(
    'observability',
    'unmeasured-latency',
    'Say one of 0.1, 0.3, 1.2, 5',
    promises('services: { web: { latency: { seconds: 0.5, percent: 95 } } }'),
    promises('services: { web: { latency: { seconds: 0.3, percent: 95 } } }'),
  ),
  {
    ...fix('traefik', 'traefik-without-volume', 'let cert-manager get the certificates', '', ''),
    broken: resolver('/data/acme.json'),
    fixed: base,
  },
];
