import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ComposeOptions, type ComposeReading, readCompose } from '../../../lib/project/compose';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compose-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(files: Readonly<Record<string, string>>, options: ComposeOptions = {}): ComposeReading {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return readCompose({ directory: folder, ...options });
}

/** Problems as `line:column rule`, with the file's name in front where it is not compose.yaml. */
function told({ problems }: ComposeReading): readonly string[] {
  return problems.map(({ rule, location }) => {
    const file = location?.file.slice(folder.length + 1) ?? '';
    return `${file === 'compose.yaml' ? '' : `${file}:`}${location?.line}:${location?.column} ${rule}`;
  });
}

test('A project is found, overridden and filled in as docker compose does it', () => {
  const { project } = read(
    {
      'compose.yaml': [
        'name: Shop!',
        'services:',
        '  web:',
        '    image: nginx:${TAG:-1.27}',
        '    labels: { traefik.enable: true, size: 1000000.0, since: 2024-01-02 }',
        '    ports: ["8080-8081:80-81"]',
        '    env_file: web.env',
        '    environment: [FROM_SHELL, OWN=1]',
      ].join('\n'),
      'compose.override.yml': 'services: { web: { labels: [team=core], command: run "two words" } }',
      '.env': 'TAG=2.0',
      'web.env': "OWN=0\nFILE='$kept'\n",
    },
    { environment: { FROM_SHELL: 'yes' } },
  );
  expect(project?.name).toBe('shop');
  expect(project?.services['web']).toMatchObject({
    image: 'nginx:2.0',
    command: ['run', 'two words'],
    labels: { 'traefik.enable': 'true', size: '1e+06', since: '2024-01-02 00:00:00 +0000 UTC', team: 'core' },
    ports: [
      { target: 80, published: '8080' },
      { target: 81, published: '8081' },
    ],
    environment: { FROM_SHELL: 'yes', OWN: '1', FILE: '$kept' },
    networks: { default: null },
  });
  expect(project?.networks['default']?.name).toBe('shop_default');
});

test('What !reset and !override mark takes the place of what earlier files say', () => {
  const { project } = read(
    {
      'compose.yaml': 'services: { web: { image: a, ports: ["1:1"], environment: { A: 1 } } }',
      'over.yaml': 'services: { web: { ports: !override ["2:2"], environment: !reset null } }',
    },
    { files: ['compose.yaml', 'over.yaml'] },
  );
  expect(project?.services['web']?.ports).toMatchObject([{ target: 2 }]);
  expect(project?.services['web']?.environment).toBeUndefined();
});

test('A service says what the one that it extends says, and a file what it includes', () => {
  const { project } = read({
    'compose.yaml':
      'include: [sub/compose.yaml]\nservices: { web: { extends: { file: base.yaml, service: base }, labels: [b=2] } }',
    'base.yaml': 'services: { base: { image: base, labels: [a=1], volumes: ["./data:/data"] } }',
    'sub/compose.yaml': 'services: { db: { image: "db:${V}", env_file: db.env } }',
    'sub/.env': 'V=3',
    'sub/db.env': 'A=1',
  });
  expect(project?.services['web']).toMatchObject({
    image: 'base',
    labels: { a: '1', b: '2' },
    volumes: [{ type: 'bind', source: join(folder, 'data') }],
  });
  expect(project?.services['db']).toMatchObject({ image: 'db:3', environment: { A: '1' } });
});

test('Services of profiles are there when one of their profiles is active', () => {
  const files = { 'compose.yaml': 'services: { web: { image: a }, debug: { image: b, profiles: [dev] } }' };
  expect(Object.keys(read(files).project?.services ?? {})).toEqual(['web']);
  expect(Object.keys(read(files, { profiles: ['dev'] }).project?.services ?? {})).toEqual(['web', 'debug']);
  expect(read(files).project?.disabledServices).toHaveProperty('debug');
});

test('Everything that is wrong in a file is told at once, each where it stands', () => {
  const reading = read({
    'compose.yaml': [
      'services:',
      '  web:',
      '    imagee: nginx',
      '    ports: 80',
      '    environment: { A: "${NEEDED:?say which}", B: "${1x}" }',
    ].join('\n'),
  });
  expect(reading.project).toBeUndefined();
  expect(told(reading)).toEqual([
    '5:20 missing-compose-variable',
    '5:47 invalid-compose-variable',
    '3:5 unknown-compose-key',
    '4:5 invalid-compose-value',
  ]);
  expect(reading.problems[0]?.message).toBe('The variable NEEDED has to be set: say which.');
});

test.each([
  [
    'a name that nothing has',
    'services: { web: { image: a, depends_on: [db], networks: [x] } }',
    'unknown-compose-name',
  ],
  [
    'services that wait for one another',
    'services: { a: { image: a, depends_on: [b] }, b: { image: b, depends_on: [a] } }',
    'compose-circle',
  ],
  ['a service that extends itself', 'services: { a: { image: a, extends: a } }', 'compose-circle'],
  ['a file that includes itself', 'include: [compose.yaml]\nservices: { a: { image: a } }', 'compose-circle'],
  ['no image and no build', 'services: { a: { command: x } }', 'inconsistent-compose'],
  ['a port that is none', 'services: { a: { image: a, ports: ["a:b"] } }', 'invalid-compose-value'],
  [
    'a command with an open quote',
    "services: { a: { image: a, command: 'say \"x' } }",
    'invalid-compose-value',
  ],
  ['a file that is missing', 'services: { a: { image: a, env_file: none.env } }', 'unreadable-file'],
  [
    'an extended file that is missing',
    'services: { a: { extends: { file: no.yaml, service: b } } }',
    'unreadable-file',
  ],
  ['a list in place of a file', '- a', 'no-compose-file'],
])('A project with %s is refused with a place', (_, text, rule) => {
  const reading = read({ 'compose.yaml': text });
  expect(reading.project).toBeUndefined();
  expect(reading.problems.map((problem) => problem.rule)).toContain(rule);
  expect(reading.problems.every(({ location }) => location?.file.startsWith(folder))).toBe(true);
});

test('Without a Compose file, that is what is told', () => {
  expect(told(readCompose({ directory: '/', files: ['/nowhere/compose.yaml'] }))[0]).toContain(
    'unreadable-file',
  );
});

test('Names of JavaScript’s own are names as any other', () => {
  const { project } = read({
    'compose.yaml': 'services: { constructor: { image: a, labels: { __proto__: x, toString: y } } }',
  });
  expect(project?.services['constructor']?.labels).toEqual(
    Object.fromEntries([
      ['__proto__', 'x'],
      ['toString', 'y'],
    ]),
  );
});
