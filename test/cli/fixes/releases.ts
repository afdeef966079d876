import { environmentText, tcpRoute, webRoute } from '../../check/release/support';
import { type CommandFix, fixesOf } from './fix';

const prod = 'environments/prod.yaml';
const scaled = ', autoscaling: { maxReplicas: 6 }';
const sharing = (mode: string): string => `{ version: v2, mode: ${mode}, steps: [5, 50] }`;

/** An environment file with a mistake in its release, and the same with what the fix says done. */
const fix = fixesOf(prod, { argv: ['validate', '--environments', 'DIR/environments'] });

const list = (items: readonly object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
const host = 'Host(`a.example.com`)';

const object = (apiVersion: string, kind: string, name: string, spec: object): object => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop' },
  spec,
});
const canary = (analysis: object): object =>
  object('flagger.app/v1beta1', 'Canary', 'web', {
    provider: 'traefik',
    targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    service: { port: 80 },
    analysis: { interval: '1m', threshold: 5, ...analysis },
  });
const shares = { stepWeights: [5, 50] };
const rollout = object('argoproj.io/v1alpha1', 'Rollout', 'web', {
  strategy: {
    canary: {
      stableService: 'web',
      canaryService: 'web-canary',
      trafficRouting: { traefik: { weightedTraefikServiceName: 'web' } },
      steps: [{ setWeight: 5 }],
    },
  },
});
const split = (more: object): object =>
  object('traefik.io/v1alpha1', 'TraefikService', 'web', {
    weighted: { services: ['web', 'web-canary'].map((name) => ({ name, port: 80, ...more })) },
  });
const versions = ['web', 'web-canary'].map((name) =>
  object('v1', 'Service', name, { ports: [{ port: 80 }] }),
);
/** A route, and one beside it for requests that ask for the next version, each at an entry point. */
const twins = (...entryPoints: readonly string[]): readonly object[] => [
  ...versions,
  split({ weight: 50 }),
  ...entryPoints.map((entryPoint, index) =>
    object('traefik.io/v1alpha1', 'IngressRoute', index === 0 ? 'web' : 'web-canary', {
      entryPoints: [entryPoint],
      routes: [
        index === 0
          ? { match: host, kind: 'Rule', services: [{ kind: 'TraefikService', name: 'web' }] }
          : {
              match: `(${host}) && Header(\`X-Canary\`, \`always\`)`,
              kind: 'Rule',
              services: [{ name: 'web-canary', port: 80 }],
            },
      ],
    }),
  ),
];
const application = (more: object): object => object('argoproj.io/v1alpha1', 'Application', 'shop', more);
const lint = (
  rule: CommandFix['rule'],
  says: CommandFix['says'],
  broken: readonly object[],
  fixed: readonly object[],
): CommandFix => ({
  rule,
  says,
  argv: ['lint', '-f', 'DIR/all.json'],
  files: { 'all.json': list(broken) },
  change: { 'all.json': list(fixed) },
});

const other = `${webRoute.trimEnd()}
    other: { entryPoints: [web], match: Host(\`b.example.com\`), services: [{ name: web, passHostHeader: false }] }
`;

/** What is wrong with releases as they are declared, and beside a controller. */
export const releaseFixes: readonly CommandFix[] = [
  fix(
    'unfit-for-release',
    'Use the strategies canary or blueGreen',
    environmentText('{ version: v2, strategy: mirror }', tcpRoute),
    environmentText('{ version: v2, strategy: canary }', tcpRoute),
  ),
  fix(
    'unfit-for-release',
    'Use the mode plain for it',
    environmentText('{ version: v2, mode: flagger, strategy: mirror }', webRoute, scaled),
    environmentText('{ version: v2, mode: plain, strategy: mirror }', webRoute, scaled),
  ),
  fix(
    'unfit-for-release',
    'Write the rule in the syntax of v3',
    environmentText(
      '{ version: v2, strategy: header }',
      webRoute.replace('middlewares', 'syntax: v2, middlewares'),
    ),
    environmentText('{ version: v2, strategy: header }'),
  ),
  fix(
    'unfit-for-release',
    'Choose a strategy that its protocol and workload can do',
    environmentText('{ version: v2 }', webRoute, ', replicas: 0'),
    environmentText('{ version: v2 }', webRoute, ', replicas: 2'),
  ),
  fix(
    'release-bypassed',
    'with the options that the other routes have',
    environmentText('{ version: v2 }', other),
    environmentText('{ version: v2 }', other.replace(', passHostHeader: false', '')),
  ),
  fix(
    'release-fixed-replicas',
    'Give it `autoscaling`',
    environmentText(sharing('flagger')),
    environmentText(sharing('flagger'), webRoute, scaled),
  ),
  fix(
    'controlled-release-in-chart',
    'Use the mode plain',
    environmentText(sharing('flagger'), webRoute, scaled),
    environmentText(sharing('plain'), webRoute, scaled),
    { argv: ['chart', '--environments', 'DIR/environments', '--output', 'DIR/chart', '--name', 'shop'] },
  ),
  {
    rule: 'release-twin-differs',
    says: 'Give it the middlewares',
    argv: ['release', 'check', 'DIR/all.json', 'DIR/all.json'],
    files: { 'all.json': list(twins('web', 'websecure')) },
    change: { 'all.json': list(twins('websecure', 'websecure')) },
  },
  lint('written-by-controller', 'Leave it out', [canary(shares), ...versions], [canary(shares)]),
  lint(
    'written-by-controller',
    'weights',
    [rollout, ...versions, split({ weight: 50 })],
    [rollout, ...versions, split({})],
  ),
  lint('controller-cannot', 'weights below 100', [canary({ stepWeights: [50, 100] })], [canary(shares)]),
  lint(
    'undone-by-sync',
    'RespectIgnoreDifferences=true',
    [rollout, ...versions, split({}), application({})],
    [
      rollout,
      ...versions,
      split({}),
      application({
        ignoreDifferences: [
          {
            group: 'traefik.io',
            kind: 'TraefikService',
            jqPathExpressions: ['.spec.weighted.services[].weight'],
          },
        ],
        syncPolicy: { syncOptions: ['RespectIgnoreDifferences=true'] },
      }),
    ],
  ),
];
