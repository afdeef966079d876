import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ruleOf } from '../../../lib/core/finding';
import { built, pageProgram } from '../../../lib/tools/map/page-program';
import { problemsOf, temporaryFolders } from '../../project/stack/support';
import { runProgram } from '../../support/program';

const temporary = temporaryFolders();

test('what the fix of "missing-page-program" says, to install the package anew, makes it go away', () => {
  const folder = temporary();
  expect(problemsOf(() => pageProgram(folder))).toMatchObject([{ rule: 'missing-page-program' }]);
  expect(ruleOf('missing-page-program').fix).toContain('Install the package anew');
  // What an installation brings: test/package/package.test.ts holds that both are in the package.
  for (const path of [built.script, built.style]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
  expect(pageProgram(folder)).toEqual(built);
});

test('the page is made of its sources where the folder in which esbuild was loaded is gone', async () => {
  const root = join(__dirname, '..', '..', '..');
  const gone = temporary();
  const program = `
    process.chdir(${JSON.stringify(gone)});
    require(${JSON.stringify(require.resolve('esbuild'))});
    process.chdir(${JSON.stringify(root)});
    require('node:fs').rmdirSync(${JSON.stringify(gone)});
    require('tsx/cjs/api').register();
    console.log(Object.keys(require('./lib/tools/map/page-program').pageProgram()));
  `;
  const ended = await runProgram(process.execPath, ['-e', program], { cwd: root, env: process.env });
  expect(ended).toEqual({ status: 0, output: "[ 'script', 'style' ]\n" });
}, 30_000);
