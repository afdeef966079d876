import { declared, environmentText, planOf } from '../../check/release/support';
import type { CommandFix } from './fix';

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

/** What is wrong with a step of a release that is applied. */
export const releaseStepFixes: readonly CommandFix[] = [
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
];
