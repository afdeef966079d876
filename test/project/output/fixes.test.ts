import { join } from 'node:path';
import { lockFolder } from '../../../lib/project/output/lock';
import { writeOutput } from '../../../lib/project/output';
import { makeFolders } from '../../../lib/core/file';
import { filesIn, problemsOf, temporaryFolders } from '../stack/support';

const temporary = temporaryFolders();

afterEach(() => {
  jest.restoreAllMocks();
});

test('what the fix of "busy-output" says, to run again once the other has ended, makes it go away', () => {
  const outdir = join(temporary(), 'dist');
  makeFolders(outdir);
  const endOther = lockFolder(outdir);
  const write = (): unknown => writeOutput(outdir, new Map([['a.yaml', 'a']]), { partial: false });
  // A minute of waiting passes in three looks at the clock.
  let now = Date.now();
  jest.spyOn(Date, 'now').mockImplementation(() => (now += 30_000));
  expect(problemsOf(write)).toMatchObject([{ rule: 'busy-output', fix: 'Run again once it has ended.' }]);
  endOther?.();
  expect(problemsOf(write)).toEqual([]);
  expect(filesIn(outdir)).toMatchObject({ 'a.yaml': 'a' });
});
