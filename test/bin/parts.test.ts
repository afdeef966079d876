import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { temporaryFolders } from '../project/stack/support';
import { makeClone, repository, run } from './support';

jest.setTimeout(120_000);

const temporary = temporaryFolders();

/** The package as it is installed, with a part that prints a word and a door into it. */
function installed(word: string): string {
  const folder = temporary();
  makeClone(folder, '');
  rmSync(join(folder, 'main.ts'));
  mkdirSync(join(folder, 'build/lib/cli'), { recursive: true });
  for (const part of ['core.js', 'program.js']) write(folder, part, word);
  const door = `(require('../../../bin/parts.js').part('core.js') ?? require('../core.js'))`;
  writeFileSync(join(folder, 'build/lib/cli/main.js'), `module.exports = ${door}['./cli/main.js']();`);
  return folder;
}

/** Writes a part as it was built long ago. */
function write(folder: string, part: string, word: string): void {
  const file = join(folder, 'build/lib', part);
  const main = `async () => { process.stdout.write('${word}'); return 0; }`;
  writeFileSync(file, `exports['./cli/main.js'] = () => ({ main: ${main} });\n`);
  utimesSync(file, 1000, 1000);
}

const command = (folder: string): ReturnType<typeof run> => run(folder, 'bin/cdk8s-traefik.js');

describe('what V8 makes of the code', () => {
  test('is left by the first command for those that come after it', () => {
    const folder = installed('one');
    expect(command(folder)).toEqual({ status: 0, out: 'one', err: '' });
    expect(readdirSync(join(folder, 'build/cache')).filter((file) => file.startsWith('core.js-'))).toEqual([
      `core.js-${process.version}-${process.arch}`,
    ]);
    // V8 compares the length of the text alone: so the word shows that it is not compiled anew.
    write(folder, 'core.js', 'two');
    expect(command(folder).out).toBe('one');
  });

  test('is made anew for code that is newer', () => {
    const folder = installed('one');
    command(folder);
    write(folder, 'core.js', 'two');
    const next = new Date(Date.now() + 10_000);
    utimesSync(join(folder, 'build/lib/core.js'), next, next);
    expect(command(folder).out).toBe('two');
  });

  test('is done without where nothing can be left, or what is there is broken', () => {
    const folder = installed('one');
    writeFileSync(join(folder, 'build/cache'), '');
    expect(command(folder)).toEqual({ status: 0, out: 'one', err: '' });
    rmSync(join(folder, 'build/cache'));
    command(folder);
    const kept = join(folder, 'build/cache', `core.js-${process.version}-${process.arch}`);
    const whole = readFileSync(kept);
    writeFileSync(kept, whole.subarray(0, 100));
    expect(command(folder)).toEqual({ status: 0, out: 'one', err: '' });
    expect(readFileSync(kept)).toHaveLength(whole.length);
  });
});

test('cdk8s loads its YAML library when it first needs it, and reads and writes as ever', () => {
  const folder = temporary();
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(
    join(folder, 'program.js'),
    `
const { Yaml } = require('cdk8s');
const isLoaded = () => Object.keys(require.cache).some((file) => /[\\\\/]yaml[\\\\/]dist[\\\\/]index\\.js$/.test(file));
const before = isLoaded();
Yaml.save('object.yaml', [{ mode: '0775', at: undefined }]);
console.log(JSON.stringify([before, Yaml.load('object.yaml'), Yaml.stringify({ a: [1, 'y'] }), isLoaded()]));
`,
  );
  const plain = spawnSync(process.execPath, ['program.js'], { cwd: folder, encoding: 'utf8' });
  const [, ...told] = JSON.parse(plain.stdout);
  const { status, out, err } = run(folder, join(repository, 'bin/synth.js'), ['program.js']);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(JSON.parse(out)).toEqual([false, ...told]);
});

test('so it does under no launcher, where a program asks for this package first', () => {
  const folder = installed('one');
  const program = (first: string): string => `
${first}
require('cdk8s');
console.log(Object.keys(require.cache).some((file) => /[\\\\/]yaml[\\\\/]dist[\\\\/]index\\.js$/.test(file)));
`;
  writeFileSync(join(folder, 'with.js'), program(`require('./bin/parts.js').part('core.js');`));
  writeFileSync(join(folder, 'without.js'), program(''));
  expect(['with.js', 'without.js'].map((name) => run(folder, name).out.trim())).toEqual(['false', 'true']);
});
