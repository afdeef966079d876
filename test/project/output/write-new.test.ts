import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeNew } from '../../../lib/project/output';
import { filesIn, problemsOf, temporaryFolders } from '../stack/support';

const temporary = temporaryFolders();
const files = new Map([
  ['main.ts', 'program'],
  ['environments/prod.yaml', 'namespace: a'],
]);

test('a new folder holds exactly the files, and no list of what is ours', () => {
  const folder = join(temporary(), 'a', 'shop');
  writeNew(folder, files);
  expect(filesIn(folder)).toEqual(Object.fromEntries(files));
});

test('a repository without files is as good as an empty folder', () => {
  const folder = temporary();
  mkdirSync(join(folder, '.git'));
  writeNew(folder, files);
  expect(Object.keys(filesIn(folder))).toEqual(['environments/prod.yaml', 'main.ts']);
});

test('a folder that holds anything else stays as it is, even where the files are the same', () => {
  const folder = temporary();
  writeNew(folder, files);
  const [problem] = problemsOf(() => writeNew(folder, files));
  expect(problem?.message).toBe(`${folder} is not empty: it holds environments, main.ts.`);
  expect(filesIn(folder)).toEqual(Object.fromEntries(files));
});

test('of many files there the first are named', () => {
  const folder = temporary();
  for (let index = 10; index < 30; index++) writeFileSync(join(folder, `${index}`), '');
  expect(problemsOf(() => writeNew(folder, files))[0]?.message).toMatch(
    /it holds 10, 11, .*19 and 10 more\.$/,
  );
});

test('a link that leads nowhere is something that is there', () => {
  const folder = temporary();
  symlinkSync('/nowhere', join(folder, 'main.ts'));
  expect(problemsOf(() => writeNew(folder, files))).toHaveLength(1);
});

test('a file in the place of the folder is said to be one', () => {
  const file = join(temporary(), 'shop');
  writeFileSync(file, 'mine');
  expect(problemsOf(() => writeNew(file, files))).toMatchObject([{ rule: 'unwritable-output' }]);
});
