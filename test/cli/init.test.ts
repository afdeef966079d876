import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, temporaryFolders } from '../project/stack/support';
import { commandLine } from '../support/command-line';

const temporary = temporaryFolders();

async function init(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return commandLine(['init', ...args]);
}

test('says which files it wrote, and how to go on', async () => {
  const folder = join(temporary(), 'my Shop');
  const { code, out, err } = await init(folder);
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual(expect.arrayContaining([join(folder, 'environments/prod.yaml')]));
  expect(err).toContain('npx cdk8s synth');
  expect(filesIn(folder)['environments/base.yaml']).toContain('namespace: my-shop\n');
});

test('-o json lists exactly the files that are there', async () => {
  const folder = temporary();
  const { code, out } = await init(folder, '--name', 'shop', '--domain', 'shop.example', '-o', 'json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    project: 'shop',
    folder,
    files: Object.keys(filesIn(folder)).toSorted(),
  });
  expect(filesIn(folder)['environments/prod.yaml']).toContain('domain: shop.example\n');
});

test('never writes over what is there, not even an earlier project, and says what it is', async () => {
  const folder = temporary();
  await init(folder);
  writeFileSync(join(folder, 'main.ts'), 'mine');
  mkdirSync(join(folder, 'cmd'));
  const before = filesIn(folder);
  const { code, out, err } = await init(folder);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/error foreign-output[^]*is not empty: it holds .*cmd.* and \d+ more/);
  expect(filesIn(folder)).toEqual(before);
});

test.each([
  [[]],
  [['a', 'b']],
  [['a', '--name', 'No Name']],
  [['a', '--domain', 'http://x']],
  [['a', '-o', 'xml']],
])('%j is wrong usage', async (args) => {
  expect(await init(...args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage:') });
});
