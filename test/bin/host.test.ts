import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { temporaryFolders } from '../project/stack/support';
import { repository, run } from './support';

jest.setTimeout(120_000);

const temporary = temporaryFolders();

/** What a program hands over that makes one ConfigMap for `prod`. */
const app = {
  partial: false,
  files: { 'prod/web.k8s.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n' },
  scopes: { prod: 'prod/' },
  origins: { 'prod/web.k8s.yaml': [{ construct: 'prod/web' }] },
  problems: [],
};

const mistake = {
  rule: 'invalid-name',
  severity: 'error',
  message: 'So not.',
  consequence: 'Nothing is written.',
  fix: 'Write it otherwise.',
};

const beginning = `
const { appendFileSync } = require('node:fs');
const file = process.env.CDK8S_TRAEFIK_HANDOVER;
const handOver = (record) => appendFileSync(file, JSON.stringify(record) + '\\n');
const app = { kind: 'app', app: ${JSON.stringify(app)} };
appendFileSync('runs', process.pid + ' ' + process.argv.slice(2).join() + '\\n');
`;

interface Told {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  /** Whether each run of the program was one in the command's own process. */
  readonly ownRuns: readonly boolean[];
}

/** Asks the objects of a program that cdk8s.yaml gives to the launcher. */
function ask(program: string): Told {
  const folder = temporary();
  const launcher = relative(folder, join(repository, 'bin/synth.js'));
  writeFileSync(join(folder, 'cdk8s.yaml'), `app: node ${launcher} program.js\n`);
  writeFileSync(join(folder, 'program.js'), `${beginning}\n${program}`);
  const { pid, status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(repository, 'bin/cdk8s-traefik.js'), 'graph', '--env', 'prod', '-o', 'json'],
    { cwd: folder, encoding: 'utf8' },
  );
  const runs = readFileSync(join(folder, 'runs'), 'utf8').trim().split('\n');
  expect(runs.map((run) => run.split(' ')[1])).toEqual(runs.map(() => 'program.js'));
  return { status, out: stdout, err: stderr, ownRuns: runs.map((run) => run.startsWith(`${pid} `)) };
}

const times = (text: string, part: string): number => text.split(part).length - 1;

test('a program that comes to its end at once needs no process of its own, and what it prints goes to people', () => {
  const { status, out, err, ownRuns } = ask(`
    console.log('here I am');
    console.error('and here');
    handOver(app);
  `);
  expect({ status, ownRuns }).toEqual({ status: 0, ownRuns: [true] });
  expect(JSON.parse(out).nodes).toContainEqual(expect.objectContaining({ kind: 'ConfigMap', name: 'web' }));
  expect(err).toContain('here I am');
  expect(err).toContain('and here');
});

test("a user's mistake is told once", () => {
  const { status, out, err, ownRuns } = ask(`
    handOver({ kind: 'problems', problems: [${JSON.stringify(mistake)}] });
    throw new Error('So not.');
  `);
  expect({ status, out, ownRuns }).toEqual({ status: 1, out: '', ownRuns: [true] });
  expect(times(err, 'So not.')).toBe(1);
});

test.each([
  ['exits', 'handOver(app); process.exit(3);', 'it ended with exit code 3'],
  [
    'exits and holds on to life',
    'handOver(app); try { process.exit(3); } catch {}',
    'it ended with exit code 3',
  ],
  ['says that it has failed', 'handOver(app); process.exitCode = 4;', 'it ended with exit code 4'],
  ['throws', "handOver(app); throw new Error('so it goes');", 'so it goes'],
  [
    'throws later',
    "handOver(app); Promise.resolve().then(() => setTimeout(() => { throw new Error('so it goes'); }, 9)); setTimeout(() => 0, 9);",
    'so it goes',
  ],
])('of a program that %s, a process of its own shows what becomes of it', (_, program, said) => {
  const { status, out, err, ownRuns } = ask(program);
  expect({ status, out, ownRuns }).toEqual({ status: 1, out: '', ownRuns: [true, false] });
  expect(err).toContain(said);
});

test.each([
  ['after a while', "setTimeout(() => { console.log('here I am'); handOver(app); }, 50);"],
  ['after a promise', "Promise.resolve().then(() => { console.log('here I am'); handOver(app); });"],
  [
    'before it waits for good things to come, and then exits',
    "handOver(app); setTimeout(() => { console.log('here I am'); process.exit(0); }, 50);",
  ],
])('a program that hands over %s is waited for, and told of once', (_, program) => {
  const { status, out, err, ownRuns } = ask(program);
  expect({ status, ownRuns }).toEqual({ status: 0, ownRuns: [true, false] });
  expect(JSON.parse(out).nodes).toContainEqual(expect.objectContaining({ kind: 'ConfigMap', name: 'web' }));
  expect(times(err, 'here I am')).toBe(1);
});

test('a program without a tsx that reads it is told of once with what to install, and not by a stack trace', () => {
  const folder = temporary();
  const launcher = relative(folder, join(repository, 'bin/synth.js'));
  writeFileSync(join(folder, 'cdk8s.yaml'), `app: node ${launcher} main.ts\n`);
  writeFileSync(join(folder, 'main.ts'), '');
  // One that has no tsx/cjs/api hides the one of this repository.
  mkdirSync(join(folder, 'node_modules/tsx'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/tsx/package.json'), '{ "name": "tsx", "exports": {} }');
  const asked = run(folder, join(repository, 'bin/cdk8s-traefik.js'), ['graph', '--env', 'prod']);
  const launched = run(folder, join(repository, 'bin/synth.js'), ['main.ts']);
  for (const { status, out, err } of [asked, launched]) {
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(times(err, 'The program main.ts cannot start: tsx')).toBe(1);
    expect(err).toContain('fix: Run `npm install` without --omit=dev');
    expect(err).not.toMatch(/^ +at |Require stack/m);
  }
});
