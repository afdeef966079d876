import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { recoverOutput, writeOutput } from '../../../lib/project/output';
import { filesIn, temporaryFolders } from '../stack/support';

jest.setTimeout(120_000);

/** What changes anything on a disk. */
const changing = ['mkdirSync', 'renameSync', 'rmSync', 'rmdirSync', 'writeFileSync'] as const;
type Changing = (typeof changing)[number];

// The module itself: an import would be a copy whose functions nobody else calls.
const fs: Record<Changing, (...args: unknown[]) => unknown> = jest.requireActual('node:fs');

class Killed extends Error {}

/**
 * Runs as a process does that is killed at its n-th change of the disk: before it, in its middle or after it. From
 * then on nothing that the process would do has any effect.
 * @returns whether it came so far
 */
function killedAt(step: number, moment: 'before' | 'within' | 'after', run: () => void): boolean {
  const originals = new Map(changing.map((name) => [name, fs[name]]));
  let count = 0;
  for (const [name, original] of originals) {
    fs[name] = (...args) => {
      count++;
      if (count < step) return original(...args);
      if (count === step && moment === 'after') original(...args);
      if (count === step && moment === 'within') half(name, args, original);
      throw new Killed();
    };
  }
  try {
    run();
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  } finally {
    for (const [name, original] of originals) fs[name] = original;
  }
  return count >= step;
}

/** The two changes that take several steps: a text is cut off, a folder keeps some of its files. */
function half(name: Changing, [path, text]: unknown[], original: (...args: unknown[]) => unknown): void {
  if (name === 'writeFileSync')
    original(path, String(text).slice(0, String(text).length / 2), { flag: 'wx' });
  if (name !== 'rmSync' || typeof path !== 'string' || !statSync(path).isDirectory()) return;
  const [first] = Object.keys(filesIn(path));
  if (first !== undefined) original(join(path, first));
}

const temporary = temporaryFolders();

type Files = Readonly<Record<string, string>>;

function write(outdir: string, files: Files, partial = false): void {
  writeOutput(outdir, new Map(Object.entries(files)), { partial });
}

const foreign: Files = { README: 'mine', 'dev/notes.txt': 'mine' };

/** A folder that holds these files of ours, beside some of others. */
function folderWith(files: Files): string {
  const outdir = join(temporary(), 'dist');
  if (Object.keys(files).length > 0) write(outdir, files);
  for (const [file, text] of Object.entries(foreign)) {
    mkdirSync(join(outdir, file, '..'), { recursive: true });
    writeFileSync(join(outdir, file), text);
  }
  return outdir;
}

function many(prefix: string, count: number, text: string): Files {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${prefix}/${index}.yaml`, `${text} ${index}`]),
  );
}

/** All that is below a folder: its files with their texts, and its folders. */
function treeOf(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${join(entry.parentPath, entry.name).slice(folder.length + 1)}/`);
  return { ...filesIn(folder), ...Object.fromEntries(names.map((name) => [name, ''])) };
}

const scenarios: readonly (readonly [string, Files, Files, boolean])[] = [
  ['the first run', {}, { 'a.yaml': 'a', 'dev/x/b.yaml': 'b', 'prod/c.yaml': 'c' }, false],
  ['every file changes', { 'a.yaml': 'a', 'dev/b.yaml': 'b' }, { 'a.yaml': 'A', 'dev/b.yaml': 'B' }, false],
  [
    'a service goes',
    { 'dev/a.yaml': 'a', 'dev/old/b.yaml': 'b', 'c.yaml': 'c' },
    { 'dev/a.yaml': 'a' },
    false,
  ],
  ['all of it goes', { 'dev/a.yaml': 'a', 'prod/b.yaml': 'b' }, {}, false],
  ['files move', { 'dev/a.yaml': 'a', 'x/y/b.yaml': 'b' }, { 'prod/a.yaml': 'a', 'x/z/b.yaml': 'b' }, false],
  ['a run of some environments', { 'dev/a.yaml': 'a', 'prod/b.yaml': 'b' }, { 'dev/c.yaml': 'c' }, true],
  ['many files', many('dev', 6, 'old'), { ...many('dev', 5, 'new'), ...many('qa', 2, 'new') }, false],
];

interface Case {
  readonly files: Files;
  readonly partial: boolean;
  readonly start: () => string;
  readonly outcomes: readonly Files[];
}

/** What a run starts from, and what may be found after it: all as before or all as after. */
function caseOf(before: Files, files: Files, partial = false): Case {
  const done = folderWith(before);
  write(done, files, partial);
  return {
    files,
    partial,
    start: () => folderWith(before),
    outcomes: [treeOf(folderWith(before)), treeOf(done)],
  };
}

describe.each(scenarios)('%s', (_, before, after, partial) => {
  test('killed at any change of the disk, the next run finds all as before or all as after', () => {
    const { files, start, outcomes, ...options } = caseOf(before, after, partial);
    let kills = 0;
    for (const moment of ['before', 'within', 'after'] as const) {
      for (let step = 1; ; step++) {
        const outdir = start();
        if (!killedAt(step, moment, () => write(outdir, files, options.partial))) break;
        kills++;
        recoverOutput(outdir);
        const recovered = treeOf(outdir);
        write(outdir, files, options.partial);
        // In one expectation, so that a failure names the kill.
        expect({ moment, step, recovered, written: treeOf(outdir) }).toEqual({
          moment,
          step,
          recovered: isDeepStrictEqual(recovered, outcomes[1]) ? outcomes[1] : outcomes[0],
          written: outcomes[1],
        });
      }
    }
    expect(kills).toBeGreaterThan(20);
  });

  test('killed once more while that is undone, the run after it finds the same', () => {
    const { files, start, outcomes, ...options } = caseOf(before, after, partial);
    let kills = 0;
    for (let step = 1; ; step++) {
      const outdir = start();
      if (!killedAt(step, 'after', () => write(outdir, files, options.partial))) break;
      const moments = ['after', 'within', 'before'] as const;
      for (let again = 1; again < 50; again++) {
        const isOver = !killedAt(again, moments[again % 3] ?? 'after', () => recoverOutput(outdir));
        if (isOver) break;
        kills++;
      }
      recoverOutput(outdir);
      const recovered = treeOf(outdir);
      const outcome = isDeepStrictEqual(recovered, outcomes[1]) ? outcomes[1] : outcomes[0];
      expect({ step, recovered }).toEqual({ step, recovered: outcome });
    }
    expect(kills).toBeGreaterThan(0);
  });
});
