import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { lego } from './lego';
import { oneKey } from './one-key';

/** A module that a go.mod has in place of the published one: a copy of that, with a change that concerns no route. */
export interface Copy {
  readonly module: string;
  /** What the folder's name begins with, in the `replace` line of a go.mod; the module's version follows. */
  readonly folder: string;
  /** What does not come along, by its path in the module. */
  readonly leavesOut: (file: string) => boolean;
  /** Changes the copy. */
  readonly change: (folder: string) => void;
}

const copies: readonly Copy[] = [lego, oneKey];

/** Makes the folders of copies that a go.mod names, unless they are there. */
export function prepareCopies(modFile: string): void {
  const text = readFileSync(modFile, 'utf8');
  for (const copy of copies) {
    const [, version] = new RegExp(String.raw`=> \./${copy.folder}(v\S+)`).exec(text) ?? [];
    if (version !== undefined)
      prepare(copy, version, path.join(path.dirname(modFile), copy.folder + version));
  }
}

/** Whether a file is of a copy, which follows from its go.mod. */
export function isOfCopy(file: string): boolean {
  return copies.some(({ folder }) => file.includes(path.sep + folder));
}

function prepare({ module, leavesOut, change }: Copy, version: string, target: string): void {
  if (existsSync(target)) return;
  const source = downloaded(`${module}@${version}`);
  const half = `${target}.${process.pid}.half`;
  try {
    cpSync(source, half, {
      recursive: true,
      filter: (file) => file === source || !leavesOut(path.relative(source, file)),
    });
    change(half);
    renameSync(half, target);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

/** The folder of a module in Go's cache. */
export function downloaded(module: string): string {
  // Outside of every module, whose go.mod would have to be whole.
  const options = { cwd: path.parse(__dirname).root, encoding: 'utf8' } as const;
  const { stdout, stderr } = spawnSync('go', ['mod', 'download', '-json', module], options);
  const folder = /"Dir": "(.+)"/.exec(stdout)?.[1];
  if (folder === undefined) throw new Error(`${module} cannot be fetched: ${stderr}${stdout}`);
  return folder;
}
