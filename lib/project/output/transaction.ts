import { lstatSync, mkdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { kindOf } from '../../core/file';
import { type Change, type Journal, Obstacle, readJournal } from './journal';
import { linkOnTheWay } from './output-list';

/**
 * Holds, inside the output folder, new texts before and old ones after they change places, so that a run that is
 * killed can be undone by the next. kubectl reads nothing of it: its files have no extension that it knows.
 */
export const stagingName = '.cdk8s-traefik-writing';

/*
 * The states of the staging folder, each of which the next begins with one rename or removal:
 *
 *   none                 nothing is going on
 *   without a journal    new texts are being written; the output is as it was            → remove the folder
 *   with `journal`       files change places: new ones out of here, old ones into here   → undo, remove the folder
 *   with `committed`     the output is as it shall be; the rest is cleaning up           → clean up, remove the folder
 *
 * `recover` does what stands on the right. Each step of it may be interrupted and done again.
 */
const journalName = 'journal';
const committedName = 'committed';

/** A text that a file shall have; none where it shall go. */
export type Wanted = ReadonlyMap<string, string | undefined>;

/**
 * Gives files new texts, all of them or none. The caller holds the lock of the folder, and has called `recover`.
 *
 * @param wanted what of it shall go must be there
 * @throws the error of the operating system; then all is as it was, or will be once `recover` succeeds
 */
export function changeFiles(outdir: string, wanted: Wanted): void {
  const journal = plan(outdir, wanted);
  const staging = join(outdir, stagingName);
  mkdirSync(staging);
  try {
    [...wanted.values()].forEach((text, number) => {
      if (text !== undefined) writeFileSync(newText(staging, number), text, { flag: 'wx' });
    });
    // Whole under its name, or not there.
    const draft = join(staging, 'draft');
    writeFileSync(draft, JSON.stringify(journal), { flag: 'wx' });
    renameSync(draft, join(staging, journalName));
    for (const folder of journal.folders) mkdirSync(join(outdir, folder));
    journal.changes.forEach(({ file, existed, written }, number) => {
      const path = join(outdir, file);
      if (existed) renameSync(path, oldText(staging, number));
      if (written) renameSync(newText(staging, number), path);
    });
    renameSync(join(staging, journalName), join(staging, committedName));
  } finally {
    recover(outdir);
  }
}

/**
 * Brings a folder from whatever state an earlier run has left it in to the one before that run or the one after.
 *
 * @throws Obstacle, or the error of the operating system
 */
export function recover(outdir: string): void {
  const staging = join(outdir, stagingName);
  const stats = lstatSync(staging, { throwIfNoEntry: false });
  if (!stats) return;
  if (!stats.isDirectory()) throw new Obstacle(`${staging} is ${kindOf(stats)}`);
  const committed = readJournal(staging, committedName);
  if (committed) removeEmptyFolders(outdir, committed);
  else {
    const journal = readJournal(staging, journalName);
    if (journal) undo(outdir, staging, journal);
  }
  rmSync(staging, { recursive: true, force: true });
}

function plan(outdir: string, wanted: Wanted): Journal {
  const folders = new Set<string>();
  const changes = Array.from(wanted, ([file, text]): Change => {
    const link = linkOnTheWay(outdir, file);
    if (link !== undefined) throw new Obstacle(`${link} is a symbolic link`);
    const present = lstatSync(join(outdir, file), { throwIfNoEntry: false });
    if (present?.isDirectory()) throw new Obstacle(`${join(outdir, file)} is a folder`);
    if (text !== undefined) for (const folder of missingAbove(outdir, file)) folders.add(folder);
    return { file, existed: present !== undefined, written: text !== undefined };
  });
  return { changes, folders: [...folders] };
}

/** The folders that a file needs and that are not there, outermost first. */
function missingAbove(outdir: string, file: string): string[] {
  const missing: string[] = [];
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
    if (lstatSync(join(outdir, folder), { throwIfNoEntry: false })) break;
    missing.push(folder);
  }
  return missing.toReversed();
}

function undo(outdir: string, staging: string, { changes, folders }: Journal): void {
  for (const [number, { file, existed }] of [...changes.entries()].toReversed()) {
    const path = join(outdir, file);
    if (linkOnTheWay(outdir, file) !== undefined) continue;
    if (isThere(oldText(staging, number))) renameSync(oldText(staging, number), path);
    else if (!existed && !isThere(newText(staging, number))) rmSync(path, { force: true });
  }
  for (const folder of folders.toReversed()) removeIfEmpty(join(outdir, folder));
  // Before what it speaks of: without the old texts it would be read as if nothing had been kept.
  rmSync(join(staging, journalName));
}

/** Folders that are empty because of what was removed. */
function removeEmptyFolders(outdir: string, { changes }: Journal): void {
  for (const { file, written } of changes) {
    if (written || linkOnTheWay(outdir, file) !== undefined) continue;
    for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
      if (!removeIfEmpty(join(outdir, folder))) break;
    }
  }
}

/** Leaves a folder in which something is still wanted, or is not ours. */
function removeIfEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function newText(staging: string, number: number): string {
  return join(staging, `${number}.new`);
}

function oldText(staging: string, number: number): string {
  return join(staging, `${number}.old`);
}
