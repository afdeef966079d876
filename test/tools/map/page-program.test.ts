import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as file from '../../../lib/core/file';
import { ruleOf } from '../../../lib/core/finding';
import { built, pageProgram } from '../../../lib/tools/map/page-program';
import { problemsOf, temporaryFolders } from '../../project/stack/support';

jest.mock('../../../lib/core/file', () => ({
  ...jest.requireActual<typeof file>('../../../lib/core/file'),
  packageFolder: jest.fn(),
}));

const temporary = temporaryFolders();

test('what the fix of "missing-page-program" says, to install the package anew, makes it go away', () => {
  const folder = temporary();
  jest.mocked(file.packageFolder).mockReturnValue(folder);
  expect(problemsOf(pageProgram)).toMatchObject([{ rule: 'missing-page-program' }]);
  expect(ruleOf('missing-page-program').fix).toContain('Install the package anew');
  // What an installation brings: test/package/package.test.ts holds that both are in the package.
  for (const path of [built.script, built.style]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
  expect(pageProgram()).toEqual(built);
});
