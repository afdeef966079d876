import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolders } from '../project/stack/support';
import { repository, run } from './support';

jest.setTimeout(120_000);

const temporary = temporaryFolders();

/** Whether tsx was loaded, as a program can tell. */
const isTsxThere = "Object.keys(require.cache).some((path) => path.includes('/node_modules/tsx/'))";

/** What a program of files prints: the first of them is the program, unless one is to run without the launcher. */
function printed(files: Readonly<Record<string, string>>, alone?: string): string {
  const folder = temporary();
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const [program = ''] = Object.keys(files);
  const launcher = join(repository, 'bin/synth.js');
  const { out, err } = alone ? run(folder, join(folder, alone)) : run(folder, launcher, [program]);
  return out.trim() + err;
}

const typed = "export const name: string = 'typed';";
const print = `console.log(require('./name').name, ${isTsxThere});`;

describe('a program in JavaScript', () => {
  test('runs without tsx', () => {
    expect(printed({ 'program.js': print, 'name.js': "exports.name = 'plain';", 'package.json': '{}' })).toBe(
      'plain false',
    );
  });

  test.each([
    ['a file of TypeScript', { 'program.js': print, 'name.ts': typed }],
    ['a folder of TypeScript', { 'program.js': print, 'name/index.ts': typed }],
    [
      'a path that tsconfig.json gives',
      {
        'program.js': print.replace('./name', '@own/name'),
        'own/name.ts': typed,
        'tsconfig.json': '{ "compilerOptions": { "paths": { "@own/*": ["./own/*"] } } }',
      },
    ],
    ['an ES module by its words', { 'program.js': print, 'name.js': "export const name = 'typed';" }],
    [
      'an ES module by its name',
      { 'program.js': print.replace('./name', './name.mjs'), 'name.mjs': "export const name = 'typed';" },
    ],
    [
      'a file of JSX',
      {
        'program.js': print.replace('./name', './name.jsx'),
        'name.jsx': 'const React = { createElement: String }; exports.name = <typed />;',
      },
    ],
  ])('may ask for %s, which tsx reads', (_, files) => {
    expect(printed(files)).toBe('typed true');
  });

  test('is a script without the words of ES modules, whatever its package.json says', () => {
    expect(
      printed({
        'program.js': print,
        'name.js': "exports.name = 'plain';",
        'package.json': '{ "type": "module" }',
      }),
    ).toBe('plain false');
  });

  test('may put a reader of its own before that of TypeScript, which reads all files', () => {
    const hooked = `
const { _extensions: readers } = require('node:module');
const { basename } = require('node:path');
for (const extension of ['.js', '.ts']) {
  const usual = readers[extension];
  readers[extension] = (module, path) => {
    if (path.startsWith(__dirname) && !path.includes('node_modules')) console.log(basename(path));
    usual(module, path);
  };
}
console.log(require('./one').name, require('./two').name, require('./three').name);`;
    expect(
      printed({
        'program.js': hooked,
        'one.ts': typed,
        'two.ts': typed,
        'three.js': "exports.name = 'plain';",
      }),
    ).toBe('one.ts\ntwo.ts\nthree.js\ntyped typed plain');
  });

  test('may ask for what is not there where tsx is not either, and is refused when it asks for TypeScript', () => {
    const script = `
require(${JSON.stringify(join(repository, 'bin/typescript.js'))}).loadTsxLater(
  () => { try { return require.resolve('no-tsx'); } catch { return undefined; } },
  () => new Error('without tsx'),
);
for (const name of ['none', './name', 'none', './name']) try { require(name); } catch (error) { console.log(error.code ?? error.message); }`;
    expect(printed({ 'program.js': '', 'name.ts': typed, 'alone.js': script }, 'alone.js')).toBe(
      'MODULE_NOT_FOUND\nwithout tsx\nMODULE_NOT_FOUND\nwithout tsx',
    );
  });

  test('is told of a module that nobody has', () => {
    expect(
      printed({ 'program.js': "try { require('./none'); } catch (error) { console.log(error.code); }" }),
    ).toBe('MODULE_NOT_FOUND');
  });
});

test('a program in TypeScript is read by tsx from its first file on', () => {
  expect(
    printed({
      'program.ts': `import { name } from './name.js';\nconsole.log(name as string, ${isTsxThere});`,
      'name.ts': typed,
    }),
  ).toBe('typed true');
});

test('a program that is an ES module by its words is read by tsx', () => {
  expect(
    printed({
      'program.js': `import { name } from './name';\nconsole.log(name);`,
      'name.js': "exports.name = 'plain';",
    }),
  ).toBe('plain');
});
