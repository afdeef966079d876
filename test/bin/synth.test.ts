import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { temporaryFolders } from '../project/stack/support';
import { cdk8sSynth, cdk8sSynthBeside, mainOf, makeClone, repository, run } from './support';

// Each run of cdk8s-cli takes a second, more on a busy machine.
jest.setTimeout(120_000);

const temporary = temporaryFolders();

function clone(main: string): string {
  const folder = temporary();
  makeClone(folder, main);
  return folder;
}

function written(folder: string, path = 'dist/web.k8s.yaml'): string | undefined {
  const file = join(folder, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

describe('cdk8s synth', () => {
  test('writes dist/, from a fresh clone and again', () => {
    const folder = clone(mainOf('first', `require('${repository}/lib/index.ts')`));
    expect(cdk8sSynth(folder)).toMatchObject({ status: 0, err: '' });
    expect(written(folder)).toContain('name: first');
    writeFileSync(join(folder, 'main.ts'), mainOf('second'));
    const { status, out } = cdk8sSynth(folder);
    expect(status).toBe(0);
    expect(out).toContain('web.k8s.yaml');
    expect(written(folder)).toContain('name: second');
    expect(lstatSync(join(folder, 'dist')).isDirectory()).toBe(true);
  });

  test("answers a user's mistake with its message, exit 1, no stack trace, and dist/ as it was", () => {
    const folder = clone(mainOf('good'));
    cdk8sSynth(folder);
    for (const [attempt, name] of ['Bad Name', 'Another Bad Name'].entries()) {
      writeFileSync(join(folder, 'main.ts'), mainOf(name));
      const { status, out, err } = cdk8sSynth(folder);
      expect([attempt, status]).toEqual([attempt, 1]);
      expect(err).toContain(`"${name}" is no name for a ConfigMap.`);
      expect(err).toContain('note: nothing was written, and dist/ is as it was: so cdk8s-cli misses .dist');
      expect(out + err).not.toMatch(/^\s+at /m);
      expect(written(folder)).toContain('name: good');
    }
    writeFileSync(join(folder, 'main.ts'), mainOf('good-again'));
    expect(cdk8sSynth(folder).status).toBe(0);
    expect(written(folder)).toContain('name: good-again');
  });

  test('answers a bug with its stack trace, exit 1, and dist/ as it was', () => {
    const folder = clone(mainOf('good'));
    cdk8sSynth(folder);
    writeFileSync(join(folder, 'main.ts'), "throw new TypeError('a bug');");
    const { status, err } = cdk8sSynth(folder);
    expect(status).toBe(1);
    expect(err).toMatch(/TypeError: a bug\n\s+at .*main\.ts/);
    expect(written(folder)).toContain('name: good');
  });

  test('answers several synths at the same time, each with its manifests', async () => {
    const folder = clone(mainOf('good'));
    const runs = await Promise.all([1, 2, 3].map(() => cdk8sSynthBeside(folder)));
    expect(runs.map(({ status, err }) => [status, err])).toEqual([1, 2, 3].map(() => [0, '']));
    expect(written(folder)).toContain('name: good');
    expect(readdirSync(join(folder, 'dist')).toSorted()).toEqual(['.cdk8s-traefik-files', 'web.k8s.yaml']);
  });

  test('puts right what a killed synth has left, even where it fails itself', () => {
    const folder = clone(mainOf('good'));
    cdk8sSynth(folder);
    const staging = join(folder, 'dist/.cdk8s-traefik-writing');
    mkdirSync(staging);
    renameSync(join(folder, 'dist/web.k8s.yaml'), join(staging, '0.old'));
    const changes = [{ file: 'web.k8s.yaml', existed: true, written: false }];
    writeFileSync(join(staging, 'journal'), JSON.stringify({ changes, folders: [] }));
    symlinkSync(join(repository, 'lib/project'), join(folder, 'lib/project'));
    symlinkSync(join(repository, 'lib/core'), join(folder, 'lib/core'));
    writeFileSync(join(folder, 'main.ts'), "throw new TypeError('a bug');");
    expect(cdk8sSynth(folder).status).toBe(1);
    expect(written(folder)).toContain('name: good');
    expect(existsSync(staging)).toBe(false);
  });

  test('--output writes where it is told and leaves dist/ alone', () => {
    const folder = clone(mainOf('good'));
    expect(cdk8sSynth(folder, '--output', 'other')).toMatchObject({ status: 0 });
    expect(written(folder, 'other/web.k8s.yaml')).toContain('name: good');
    expect(existsSync(join(folder, 'dist'))).toBe(false);
    writeFileSync(join(folder, 'main.ts'), mainOf('Bad Name'));
    expect(cdk8sSynth(folder, '--output', 'other')).toMatchObject({ status: 1 });
  });

  test('--stdout prints the manifests, and fails on a mistake', () => {
    const folder = clone(mainOf('good'));
    const { status, out } = cdk8sSynth(folder, '--stdout');
    expect([status, out]).toEqual([0, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: good\n']);
    writeFileSync(join(folder, 'main.ts'), mainOf('Bad Name'));
    const failed = cdk8sSynth(folder, '--stdout');
    expect([failed.status, failed.out]).toEqual([1, '']);
    expect(failed.err).not.toMatch(/^\s+at /m);
  });
});

describe('the launcher alone', () => {
  const launcher = 'bin/synth.js';

  test('writes dist/ without cdk8s-cli', () => {
    const folder = clone(mainOf('good'));
    expect(run(folder, launcher)).toEqual({ status: 0, out: '', err: '' });
    expect(written(folder)).toContain('name: good');
    expect(existsSync(join(folder, '.dist'))).toBe(false);
  });

  test('loads tsx for a program, but not for one that is named .cjs, which Node reads by itself', () => {
    const folder = clone('');
    const isThere = "Object.keys(require.cache).some((path) => path.includes('/node_modules/tsx/'))";
    const isLoadedFor = (program: string): string => {
      writeFileSync(join(folder, program), `process.stdout.write(String(${isThere}));`);
      const { out, err } = run(folder, launcher, [program]);
      return out + err;
    };
    expect(['main.ts', 'main.js', 'main.cjs'].map(isLoadedFor)).toEqual(['true', 'true', 'false']);
    // The sources of a clone without a build are TypeScript themselves.
    writeFileSync(join(folder, 'lib/index.ts'), '');
    writeFileSync(join(folder, 'package.json'), '{ "name": "own", "exports": {} }');
    expect(isLoadedFor('main.cjs')).toBe('true');
  });

  test("exits with 1 on a user's mistake", () => {
    const { status, err } = run(clone(mainOf('Bad Name')), launcher);
    expect(status).toBe(1);
    expect(err).toMatch(/^error invalid-name/);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('the build', () => {
  function built(folder: string, seconds: number): void {
    mkdirSync(join(folder, 'build'), { recursive: true });
    writeFileSync(join(folder, 'build/main.js'), "process.stdout.write('built');");
    utimesSync(join(folder, 'build/main.js'), seconds, seconds);
  }

  function touched(folder: string, seconds: number): void {
    for (const path of ['main.ts', 'lib']) utimesSync(join(folder, path), seconds, seconds);
  }

  test('is what runs where it is up to date', () => {
    const folder = clone("process.stdout.write('source');");
    touched(folder, 1000);
    built(folder, 1000);
    expect(run(folder, 'bin/synth.js').out).toBe('built');
  });

  test.each(['main.ts', 'lib'])('is not what runs where %s is newer', (path) => {
    const folder = clone("process.stdout.write('source');");
    touched(folder, 1000);
    built(folder, 1000);
    utimesSync(join(folder, path), 1001, 1001);
    expect(run(folder, 'bin/synth.js').out).toBe('source');
  });

  test('is not what runs where a file below lib/ is newer', () => {
    const folder = clone("process.stdout.write('source');");
    mkdirSync(join(folder, 'lib/room'));
    writeFileSync(join(folder, 'lib/room/part.ts'), '');
    utimesSync(join(folder, 'lib/room'), 1000, 1000);
    touched(folder, 1000);
    built(folder, 1000);
    expect(run(folder, 'bin/synth.js').out).toBe('source');
  });

  test('is what runs in the published package, which has no sources', () => {
    const folder = clone('');
    mkdirSync(join(folder, 'build/lib/cli'), { recursive: true });
    writeFileSync(
      join(folder, 'build/lib/cli/main.js'),
      "exports.main = async (args) => { process.stdout.write(args.join('+')); return args.length; };",
    );
    expect(run(folder, 'bin/cdk8s-traefik.js', ['a', 'b'])).toEqual({ status: 2, out: 'a+b', err: '' });
  });
});
