import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const lib = join(__dirname, '..', 'lib');

/** Which rooms a room may import from; docs/architecture.md draws the same table. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  manifest: [],
  rule: ['manifest'],
  construct: ['manifest'],
  workload: ['manifest', 'construct'],
  routing: ['manifest', 'construct', 'rule', 'workload', 'imports'],
  tls: ['manifest', 'construct', 'rule', 'routing', 'imports'],
  environment: ['manifest', 'workload', 'routing', 'tls'],
  traffic: ['manifest', 'rule'],
  stack: ['manifest', 'construct', 'rule', 'workload', 'routing', 'tls', 'environment', 'traffic'],
  chart: ['manifest', 'environment', 'stack'],
  testing: ['manifest', 'stack', 'traffic', 'environment'],
  cli: ['manifest', 'environment', 'stack', 'traffic', 'chart'],
};

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
  if (path.startsWith(`..${sep}imports`)) return 'imports';
  return path.split(sep)[0] ?? '';
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
  const wrong = imports.filter(({ from, to }) => {
    if (roomOf(from) === roomOf(to) || roomOf(to) === 'imports') return false;
    return (
      to.split(sep).length > 1 &&
      !/^(?:routing\/spec|environment\/described-schema)$/.test(to.split(sep).join('/'))
    );
  });
  expect(wrong).toEqual([]);
});

test('the environment takes only types from the rooms whose words it uses', () => {
  const wrong = imports.filter(
    ({ from, to, typeOnly }) =>
      roomOf(from) === 'environment' && ['workload', 'routing', 'tls'].includes(roomOf(to)) && !typeOnly,
  );
  expect(wrong).toEqual([]);
});

test('the command line loads nothing of a command that does not run', () => {
  const allowed = new Set(['manifest', 'cli/command', 'cli/commands']);
  const loaded = imports.filter(
    ({ from, typeOnly }) => /^cli.(?:main|commands)\.ts$/.test(from) && !typeOnly,
  );
  expect(loaded.map(({ to }) => to.split(sep).join('/')).filter((to) => !allowed.has(to))).toEqual([]);
});

test('a program that synthesizes loads nothing of charts', () => {
  const loading = imports.filter(({ from, to }) => roomOf(to) === 'chart' && !/^(?:chart|cli)\b/.test(from));
  expect(loading).toEqual([]);
});

test('no file of lib is longer than 300 lines', () => {
  const long = files.filter((file) => readFileSync(join(lib, file), 'utf8').split('\n').length > 301);
  expect(long).toEqual([]);
});
