import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolders } from '../project/stack/support';
import { repository, run } from './support';

jest.setTimeout(120_000);

const temporary = temporaryFolders();

/** Whether tsx was loaded, as a program can tell. */
const isTsxThere = "Object.keys(require.cache).some((path) => path.includes('/node_modules/tsx/'))";

/** What a program of files prints: the first of them is the program. */
function printed(files: Readonly<Record<string, string>>): string {
  const folder = temporary();
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const [program = ''] = Object.keys(files);
  const { out, err } = run(folder, join(repository, 'bin/synth.js'), [program]);
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
  ])('may ask for %s, which tsx reads', (_, files) => {
    expect(printed(files)).toBe('typed true');
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
