import {
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { writeOutput } from '../../../lib/project/stack/output';
import { listName } from '../../../lib/project/stack/output-list';
import { filesIn, rulesOf, temporaryFolders } from './support';

const temporary = temporaryFolders();

function write(outdir: string, files: Record<string, string>, partial = false): void {
  writeOutput(outdir, new Map(Object.entries(files)), { partial });
}

function visible(outdir: string): string[] {
  return Object.keys(filesIn(outdir)).filter((file) => file !== listName);
}

test('the folder holds the files, and nothing is left of the writing', () => {
  const outdir = join(temporary(), 'a', 'dist');
  write(outdir, { 'dev/a.yaml': 'a', 'b.yaml': 'b' });
  expect(filesIn(outdir)).toEqual({ [listName]: 'b.yaml\ndev/a.yaml\n', 'b.yaml': 'b', 'dev/a.yaml': 'a' });
});

test('files of an earlier run that no longer belong are removed, with the folders they leave empty', () => {
  const outdir = temporary();
  write(outdir, { 'dev/a.yaml': 'a', 'prod/x/y/b.yaml': 'b', 'prod/c.yaml': 'c' });
  write(outdir, { 'prod/c.yaml': 'c' });
  expect(visible(outdir)).toEqual(['prod/c.yaml']);
  expect(existsSync(join(outdir, 'dev'))).toBe(false);
  expect(existsSync(join(outdir, 'prod/x'))).toBe(false);
});

test('files of others are never touched', () => {
  const outdir = temporary();
  write(outdir, { 'dev/a.yaml': 'a' });
  writeFileSync(join(outdir, 'dev/notes.txt'), 'mine');
  writeFileSync(join(outdir, 'README'), 'mine');
  write(outdir, {});
  expect(visible(outdir)).toEqual(['README', 'dev/notes.txt']);
});

test('a file whose text is the same is not written again', () => {
  const outdir = temporary();
  write(outdir, { 'a.yaml': 'a', 'b.yaml': 'b' });
  utimesSync(join(outdir, 'a.yaml'), 1, 1);
  utimesSync(join(outdir, 'b.yaml'), 1, 1);
  write(outdir, { 'a.yaml': 'a', 'b.yaml': 'changed' });
  expect(statSync(join(outdir, 'a.yaml')).mtimeMs).toBe(1000);
  expect(statSync(join(outdir, 'b.yaml')).mtimeMs).toBeGreaterThan(1000);
});

test('a run of some environments leaves the others, and a full run after it still knows their files', () => {
  const outdir = temporary();
  write(outdir, { 'dev/a.yaml': 'a', 'dev/b.yaml': 'b', 'prod/a.yaml': 'a' });
  write(outdir, { 'dev/a.yaml': 'a' }, true);
  expect(visible(outdir)).toEqual(['dev/a.yaml', 'prod/a.yaml']);
  write(outdir, { 'dev/a.yaml': 'a' });
  expect(visible(outdir)).toEqual(['dev/a.yaml']);
});

describe('where something cannot be written, all is as it was', () => {
  test('the folder itself is a file', () => {
    const outdir = join(temporary(), 'dist');
    writeFileSync(outdir, 'mine');
    expect(rulesOf(() => write(outdir, { 'a.yaml': 'a' }))).toEqual(['unwritable-output']);
    expect(readFileSync(outdir, 'utf8')).toBe('mine');
  });

  test('the folder is one that the system makes by itself', () => {
    // Elsewhere than on Linux there is no such path, and its root may not be written either.
    expect(rulesOf(() => write('/proc/dist', { 'a.yaml': 'a' }))).toEqual(['unwritable-output']);
  });

  test('a folder stands where a file should be', () => {
    const outdir = temporary();
    write(outdir, { 'a.yaml': 'a', 'old.yaml': 'old' });
    mkdirSync(join(outdir, 'z.yaml'));
    const before = filesIn(outdir);
    const files = { 'a.yaml': 'changed', 'new/b.yaml': 'b', 'z.yaml': 'z' };
    expect(rulesOf(() => write(outdir, files))).toEqual(['unwritable-output']);
    expect(filesIn(outdir)).toEqual(before);
    expect(existsSync(join(outdir, 'new'))).toBe(false);
  });

  test('a file stands where a folder should be', () => {
    const outdir = temporary();
    writeFileSync(join(outdir, 'dev'), 'mine');
    expect(rulesOf(() => write(outdir, { 'a.yaml': 'a', 'dev/b.yaml': 'b' }))).toEqual(['unwritable-output']);
    expect(filesIn(outdir)).toEqual({ dev: 'mine' });
  });

  test('a folder made beforehand goes again', () => {
    const parent = temporary();
    writeFileSync(join(parent, 'file'), '');
    expect(rulesOf(() => write(join(parent, 'file', 'dist'), { 'a.yaml': 'a' }))).toEqual([
      'unwritable-output',
    ]);
    expect(filesIn(parent)).toEqual({ file: '' });
  });
});

describe('nothing outside of the folder is reached', () => {
  test('not through a list that names what is not below it', () => {
    const parent = temporary();
    const outdir = join(parent, 'dist');
    write(outdir, { 'a.yaml': 'a' });
    writeFileSync(join(parent, 'precious'), 'mine');
    writeFileSync(
      join(outdir, listName),
      `../precious\n${join(parent, 'precious')}\n./../precious\na/../../precious\n`,
    );
    write(outdir, {});
    expect(readFileSync(join(parent, 'precious'), 'utf8')).toBe('mine');
  });

  test('not through a folder that has become a link', () => {
    const parent = temporary();
    const [outdir, elsewhere] = [join(parent, 'dist'), join(parent, 'elsewhere')];
    mkdirSync(elsewhere);
    mkdirSync(outdir);
    writeFileSync(join(elsewhere, 'a.yaml'), 'mine');
    symlinkSync(elsewhere, join(outdir, 'dev'));
    writeFileSync(join(outdir, listName), 'dev/a.yaml\n');
    expect(rulesOf(() => write(outdir, { 'dev/a.yaml': 'a' }))).toEqual(['unwritable-output']);
    write(outdir, {});
    expect(filesIn(elsewhere)).toEqual({ 'a.yaml': 'mine' });
  });

  test('not through a file that is a link: the link is replaced', () => {
    const parent = temporary();
    const outdir = join(parent, 'dist');
    mkdirSync(outdir);
    writeFileSync(join(parent, 'precious'), 'mine');
    symlinkSync(join(parent, 'precious'), join(outdir, 'a.yaml'));
    write(outdir, { 'a.yaml': 'a' });
    expect(filesIn(parent)).toMatchObject({ precious: 'mine', 'dist/a.yaml': 'a' });
  });
});
