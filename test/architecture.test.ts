import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const lib = join(__dirname, '..', 'lib');

/**
 * Floors, ground floor first, and what the rooms of each may import of their own floor. A floor imports from any
 * floor below it. docs/architecture.md draws the same table.
 */
const floors: readonly Readonly<Record<string, readonly string[]>>[] = [
  {
    'core/base': [],
    'core/finding': ['core/base'],
    'core/file': ['core/finding'],
    'core/yaml': ['core/base', 'core/finding'],
    'core/schema': ['core/base', 'core/finding', 'core/yaml'],
    'core/manifest': ['core/base', 'core/file', 'core/finding', 'core/yaml'],
    'core/report': ['core/base', 'core/finding', 'core/manifest'],
    'core/kubernetes': ['core/base', 'core/finding', 'core/schema', 'core/manifest', 'imports'],
  },
  {
    'traefik/version': [],
    'traefik/rule': ['traefik/version'],
    'traefik/regions': ['traefik/rule'],
    'traefik/request': ['traefik/version', 'traefik/rule'],
    'traefik/api': ['traefik/version', 'traefik/rule', 'traefik/request', 'imports'],
    'traefik/check': ['traefik/rule', 'traefik/api'],
    'traefik/labels': ['traefik/rule', 'traefik/api', 'imports'],
    'traefik/model': [
      'traefik/version',
      'traefik/rule',
      'traefik/request',
      'traefik/api',
      'traefik/labels',
      'traefik/regions',
    ],
    'traefik/difference': [
      'traefik/rule',
      'traefik/request',
      'traefik/api',
      'traefik/regions',
      'traefik/model',
      'traefik/ways',
    ],
    'traefik/release': ['traefik/rule', 'traefik/api'],
    'traefik/ways': ['traefik/rule', 'traefik/request', 'traefik/api', 'traefik/regions', 'traefik/model'],
  },
  {
    'constructs/construct': [],
    'constructs/workload': ['constructs/construct'],
    'constructs/routing': ['constructs/construct', 'constructs/workload'],
    'constructs/tls': ['constructs/construct', 'constructs/routing', 'imports'],
    'constructs/release': ['constructs/construct', 'constructs/workload', 'constructs/routing'],
    'check/gates': [],
    'check/cel': [],
    'check/crd': ['check/cel'],
    'check/policy': ['check/cel', 'check/cluster'],
    'check/claims': [],
    'check/cluster': ['check/claims'],
    'check/changes': ['check/cluster'],
    'check/graph': ['check/cluster'],
    'check/release': ['check/cluster', 'check/changes'],
    'check/rules': ['check/cluster', 'check/crd', 'imports'],
    'check/lint': ['check/cluster', 'check/rules'],
    'check/fix': ['check/cluster'],
  },
  {
    'project/handover': [],
    'project/cache': [],
    'project/environment': ['project/go', 'project/handover'],
    'project/compose': [],
    'project/go': [],
    'project/output': [],
    'project/pipeline': ['project/output'],
    'project/scaffold': ['project/output', 'project/pipeline'],
    'project/stack': ['project/cache', 'project/environment', 'project/handover', 'project/output'],
    'project/program': ['project/environment', 'project/handover', 'project/stack'],
    'project/docker': ['project/compose'],
    'project/delivery': [
      'project/environment',
      'project/handover',
      'project/program',
      'project/source',
      'project/stack',
    ],
    'project/source': [
      'project/cache',
      'project/compose',
      'project/docker',
      'project/environment',
      'project/handover',
      'project/output',
      'project/program',
      'project/stack',
    ],
  },
  {
    'tools/chart': [],
    'tools/comment': [],
    'tools/compose': [],
    'tools/diff': [],
    'tools/drift': [],
    'tools/recorded': [],
    'tools/graph': [],
    'tools/map': [],
    'tools/migrate': ['tools/compose'],
    'tools/upgrade': [],
  },
  {
    'testing/recording': [],
    'testing/coverage': ['testing/recording'],
    testing: ['testing/recording'],
  },
  { cli: [] },
];

const rooms: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  floors.flatMap((floor, index) => {
    const below = floors.slice(0, index).flatMap((lower) => Object.keys(lower));
    return Object.entries(floor).map(([room, own]) => [room, [...below, ...own]] as const);
  }),
);

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(join(lib, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'(\.[^']*)'/gms)].map((match) => ({
    from: file,
    to: relative(lib, resolve(lib, dirname(file), match[2] ?? '')),
    typeOnly: match[1] !== undefined,
  }));
});

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split(sep);
  if (first === '..' && second === 'imports') return 'imports';
  return `${first}/${second}` in rooms ? `${first}/${second}` : first;
}

test('every folder of lib is a room of the table', () => {
  const folders = new Set(files.filter((file) => file.includes(sep)).map(roomOf));
  expect([...folders].filter((folder) => !(folder in rooms))).toEqual([]);
});

test('a room imports only from the rooms below it', () => {
  const wrong = imports.filter(({ from, to }) => {
    const [own, other] = [roomOf(from), roomOf(to)];
    return from.includes(sep) && own !== other && !(rooms[own] ?? []).includes(other);
  });
  expect(wrong).toEqual([]);
});

test('a room is entered through its door', () => {
  const furtherDoors = [
    'core/kubernetes/kinds',
    'core/kubernetes/pod-makers',
    'constructs/routing/middleware-factories',
    'traefik/api/middlewares',
    'traefik/api/middlewares/specs',
    'traefik/api/read',
    'traefik/api/spec',
    'traefik/api/tcp-middlewares',
    'traefik/api/tcp-middlewares/specs',
    'traefik/model/built',
    'check/policy/define',
    'project/environment/described-schema',
  ];
  const doors = new Set([...Object.keys(rooms), ...furtherDoors]);
  const wrong = imports.filter(({ from, to }) => {
    if (roomOf(from) === roomOf(to) || roomOf(to) === 'imports') return false;
    return !doors.has(to.split(sep).join('/'));
  });
  expect(wrong).toEqual([]);
});

test('the environment takes only types from the rooms whose words it uses', () => {
  const wrong = imports.filter(
    ({ from, to, typeOnly }) =>
      roomOf(from) === 'project/environment' && /^(?:traefik|constructs)\b/.test(to) && !typeOnly,
  );
  expect(wrong).toEqual([]);
});

test('the command line loads nothing of a command that does not run', () => {
  const loaded = imports.filter(
    ({ from, typeOnly }) => /^cli.(?:main|commands)\.ts$/.test(from) && !typeOnly,
  );
  const allowed = /^(?:core\/\w+|cli\/(?:commands?|progress))$/;
  expect(loaded.map(({ to }) => to.split(sep).join('/')).filter((to) => !allowed.test(to))).toEqual([]);
});

test('a program that synthesizes loads nothing of charts', () => {
  const loading = imports.filter(
    ({ from, to }) =>
      roomOf(to) === 'tools/chart' && !/^(?:tools\/chart|cli)\b/.test(from.split(sep).join('/')),
  );
  expect(loading).toEqual([]);
});

test('the public door names each export but those of generated lists, so that nothing leaves the house unseen', () => {
  const whole = readFileSync(join(lib, 'index.ts'), 'utf8').matchAll(/export (?:type )?\* from '([^']*)'/g);
  const lists = [...whole].map(([, path = '']) => readFileSync(join(lib, `${path}.ts`), 'utf8'));
  expect(lists.filter((text) => !text.startsWith('// Made by `npm run'))).toEqual([]);
});

test('no file of lib but the list of public exports is longer than 300 lines', () => {
  const long = files.filter(
    (file) => file !== 'index.ts' && readFileSync(join(lib, file), 'utf8').split('\n').length > 301,
  );
  expect(long).toEqual([]);
});
