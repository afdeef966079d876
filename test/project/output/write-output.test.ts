import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { writeOutput } from '../../../lib/project/output';
import { listName } from '../../../lib/project/output/output-list';
import { filesIn, problemsOf, rulesOf, temporaryFolders } from '../stack/support';

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

  test.each([
    ['a circle of links', 'dist', 'in a circle'],
    ['a folder in a circle of links', 'dist/prod', 'in a circle'],
    ['a link that leads nowhere', 'lost', 'nowhere'],
    ['a folder in one that leads nowhere', 'lost/prod/deep', 'nowhere'],
  ])('the folder is %s, and that is what is told', (_, path, whereto) => {
    const folder = temporary();
    symlinkSync('tsid', join(folder, 'dist'));
    symlinkSync('dist', join(folder, 'tsid'));
    symlinkSync('gone', join(folder, 'lost'));
    const link = join(folder, path.split('/')[0] ?? '');
    expect(() => write(join(folder, path), { 'a.yaml': 'a' })).toThrow(
      `cannot be written: ${link} is a link that leads ${whereto}.`,
    );
    expect(readdirSync(folder).toSorted()).toEqual(['dist', 'lost', 'tsid']);
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

  test('not through a file of ours that has become a link: the link is replaced', () => {
    const parent = temporary();
    const outdir = join(parent, 'dist');
    write(outdir, { 'a.yaml': 'old' });
    writeFileSync(join(parent, 'precious'), 'mine');
    rmSync(join(outdir, 'a.yaml'));
    symlinkSync(join(parent, 'precious'), join(outdir, 'a.yaml'));
    write(outdir, { 'a.yaml': 'a' });
    expect(filesIn(parent)).toMatchObject({ precious: 'mine', 'dist/a.yaml': 'a' });
  });

  test.each(['.cdk8s-traefik-writing', listName])('not through a link planted as %s', (name) => {
    const parent = temporary();
    const [outdir, elsewhere] = [join(parent, 'dist'), join(parent, 'elsewhere')];
    mkdirSync(outdir);
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'journal'), 'mine');
    symlinkSync(elsewhere, join(outdir, name));
    expect(rulesOf(() => write(outdir, { 'a.yaml': 'a' }))).toHaveLength(1);
    expect(filesIn(parent)).toEqual({ 'elsewhere/journal': 'mine' });
  });

  test('not by what stands in the way of a temporary file', () => {
    const outdir = temporary();
    writeFileSync(join(outdir, '.cdk8s-traefik-writing'), 'mine');
    expect(rulesOf(() => write(outdir, { 'a.yaml': 'a' }))).toEqual(['unwritable-output']);
    expect(filesIn(outdir)).toEqual({ '.cdk8s-traefik-writing': 'mine' });
  });

  test.each([
    [
      'names what is not below the folder',
      { changes: [{ file: '../precious', existed: false, written: true }], folders: [] },
    ],
    ['names folders that are not below it', { changes: [], folders: ['../empty'] }],
    ['is of another form', { changes: [{ file: 7 }], folders: [] }],
  ])('not by the notes of a run that was never: one that %s', (_, journal) => {
    const parent = temporary();
    const staging = join(parent, 'dist/.cdk8s-traefik-writing');
    mkdirSync(staging, { recursive: true });
    mkdirSync(join(parent, 'empty'));
    writeFileSync(join(parent, 'precious'), 'mine');
    writeFileSync(join(staging, 'journal'), JSON.stringify(journal));
    expect(rulesOf(() => write(join(parent, 'dist'), { 'a.yaml': 'a' }))).toEqual(['unwritable-output']);
    expect(readFileSync(join(parent, 'precious'), 'utf8')).toBe('mine');
    expect(existsSync(join(parent, 'empty'))).toBe(true);
  });
});

describe('a file of others under a name that is to be written', () => {
  test('is refused, and all of them are named', () => {
    const outdir = temporary();
    write(outdir, { 'dev/a.yaml': 'a' });
    writeFileSync(join(outdir, 'dev/b.yaml'), 'mine');
    symlinkSync('/dev/null', join(outdir, 'c.yaml'));
    const before = filesIn(outdir);
    const problems = problemsOf(() =>
      write(outdir, { 'dev/a.yaml': 'new', 'dev/b.yaml': 'b', 'c.yaml': 'c' }),
    );
    expect(problems.map(({ rule, message }) => [rule, message.replace(outdir, '')])).toEqual([
      ['foreign-output', '/dev/b.yaml is there already, and no earlier run has written it.'],
      ['foreign-output', '/c.yaml is there already, and no earlier run has written it.'],
    ]);
    expect(filesIn(outdir)).toEqual(before);
  });

  test('is taken over where it is the same', () => {
    const outdir = temporary();
    writeFileSync(join(outdir, 'a.yaml'), 'a');
    write(outdir, { 'a.yaml': 'a' });
    write(outdir, { 'a.yaml': 'new' });
    expect(filesIn(outdir)).toMatchObject({ 'a.yaml': 'new' });
  });

  test('is refused as a pipe too, without waiting for a writer', () => {
    const outdir = temporary();
    execFileSync('mkfifo', [join(outdir, 'a.yaml')]);
    expect(rulesOf(() => write(outdir, { 'a.yaml': 'a' }))).toEqual(['foreign-output']);
  });
});
