import { declared, environmentText, planOf, tcpRoute, webRoute } from '../../check/release/support';
import type { CommandFix } from './fix';

const prod = 'environments/prod.yaml';
const scaled = ', autoscaling: { maxReplicas: 6 }';
const sharing = (mode: string): string => `{ version: v2, mode: ${mode}, steps: [5, 50] }`;

/** An environment file with a mistake in its release, and the same with what the fix says done. */
const fix = (
  rule: CommandFix['rule'],
  says: CommandFix['says'],
  broken: string,
  fixed: string,
  more: Partial<CommandFix> = {},
): CommandFix => ({
  rule,
  says,
  argv: ['validate', '--environments', 'DIR/environments'],
  files: { [prod]: broken },
  change: { [prod]: fixed },
  ...more,
});

/** The objects of a step with a cookie that keeps clients at a version. */
const sticky = (objects: string): string =>
  objects.replace('"weighted":{', '"weighted":{"sticky":{"cookie":{"name":"lane"}},');

const list = (items: readonly object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
const release = declared(environmentText('{ version: v2, steps: [5, 50] }'));
const objectsOf = (id: string): string => list(release.steps.find((step) => step.id === id)?.objects ?? []);
const folderOf = (id: string): string => `release/${id}/all.yaml`;
const written = {
  'release/plan.json': JSON.stringify(planOf(release).plan),
  ...Object.fromEntries(release.steps.map(({ id }) => [folderOf(id), objectsOf(id)])),
};
const check = (from: string, to: string): readonly string[] => [
  'release',
  'check',
  `DIR/release/${from}`,
  `DIR/release/${to}`,
];

/** A step that must not be applied, and how its fix wants it. */
const move = (
  rule: CommandFix['rule'],
  says: CommandFix['says'],
  argv: readonly string[],
  more: Partial<CommandFix>,
): CommandFix => ({ rule, says, argv, files: written, ...more });

const service = (name: string): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { ports: [{ port: 80 }] }\n`;
const route = (match: string, guards = ''): string => `---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec: { entryPoints: [web], routes: [{ match: '${match}', kind: Rule, ${guards}services: [{ name: web, port: 80 }] }] }
`;
const middleware = (spec: string): string => `---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: m, namespace: shop }
spec: ${spec}
`;
const through = 'middlewares: [{ name: m }], ';
const office = middleware('{ ipAllowList: { sourceRange: [10.0.0.0/8] } }');
const shared = (options: string): string => `---
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata: { name: split, namespace: shop }
spec: { weighted: { services: [{ name: web, port: 80, weight: 100 }] } }
---
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata: { name: other, namespace: shop }
spec: { weighted: { services: [{ name: web, port: 80, weight: 100${options} }] } }
${route(host)}`;
const zipped = middleware('{ compress: {} }');
const asking = (address: string): string =>
  middleware(`{ forwardAuth: { address: '${address}' } }`) + route(host, through);
const host = 'Host(`a.example.com`)';
const moved = ['release', 'check', 'DIR/from.yaml', 'DIR/to.yaml'];
const between = (from: string, to: string): Readonly<Record<string, string>> => ({
  'from.yaml': service('web') + from,
  'to.yaml': service('web') + to,
});

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

/** What is wrong with releases: as they are declared, in a step that is applied, and beside a controller. */
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
  move('release-skips-step', 'one after the other', check('10-deploy', '50-weight-50'), {
    fixedArgv: check('10-deploy', '40-weight-5'),
  }),
  move('release-untested-version', 'Promote the image of the next version', check('70-shift', '80-promote'), {
    files: { ...written, [folderOf('80-promote')]: objectsOf('80-promote').replaceAll('web:v2', 'web:v3') },
    change: { [folderOf('80-promote')]: objectsOf('80-promote') },
  }),
  move('release-weights', 'Write percents', check('10-deploy', '40-weight-5'), {
    files: {
      ...written,
      [folderOf('40-weight-5')]: objectsOf('40-weight-5').replace('"weight":95', '"weight":90'),
    },
    change: { [folderOf('40-weight-5')]: objectsOf('40-weight-5') },
  }),
  move('release-not-ready', 'Deploy it in a step before', check('00-baseline', '40-weight-5'), {
    fixedArgv: check('10-deploy', '40-weight-5'),
  }),
  move(
    'release-removed-in-use',
    'Stop leading requests to it in a step before',
    check('40-weight-5', '00-baseline'),
    {
      fixedArgv: check('10-deploy', '00-baseline'),
    },
  ),
  move(
    'release-changed-in-use',
    'Lead requests elsewhere in a step before',
    check('10-deploy', '80-promote'),
    {
      fixedArgv: check('70-shift', '80-promote'),
    },
  ),
  move('release-sticky', 'leave it from step to step', check('40-weight-5', '50-weight-50'), {
    files: { ...written, [folderOf('40-weight-5')]: sticky(objectsOf('40-weight-5')) },
    change: { [folderOf('50-weight-50')]: sticky(objectsOf('50-weight-50')) },
  }),
  {
    rule: 'release-unguarded',
    says: 'Give the route the same middlewares',
    argv: moved,
    files: between(office + route(host, through), office + route(host)),
    change: between(office + route(host, through), office + route(host, through)),
  },
  {
    rule: 'release-moves-others',
    says: 'Change that in another step',
    argv: moved,
    files: between(office + route(host), office + route(host, through)),
    change: between(office + route(host), office + route(host)),
  },
  {
    rule: 'release-options-differ',
    says: 'Give all of them the same options',
    argv: moved,
    files: between(shared(''), shared(', passHostHeader: false')),
    change: between(shared(''), shared('')),
  },
  {
    rule: 'release-twin-differs',
    says: 'Give it the middlewares',
    argv: ['release', 'check', 'DIR/all.json', 'DIR/all.json'],
    files: { 'all.json': list(twins('web', 'websecure')) },
    change: { 'all.json': list(twins('websecure', 'websecure')) },
  },
  {
    rule: 'release-two-at-once',
    says: 'Make it in a step before',
    argv: moved,
    files: between(route(host), zipped + route(host, through)),
    change: between(zipped + route(host), zipped + route(host, through)),
  },
  {
    rule: 'release-series-renamed',
    says: 'Take the queries of the new plan',
    argv: moved,
    files: between(route(host), route(`${host} && PathPrefix(\`/\`)`)),
    fixedArgv: ['release', 'check', 'DIR/to.yaml', 'DIR/to.yaml'],
  },
  {
    rule: 'release-undecided',
    says: 'Do away with the reason',
    argv: moved,
    files: between(asking('http://one/'), asking('http://two/')),
    change: between(asking('http://one/'), asking('http://one/')),
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
