import { existsSync, lstatSync, mkdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

interface StagedFile {
  readonly path: string;
  /** Where the new text waits; none where the file is to go. */
  readonly temporary?: string;
}

interface ReplacedFile {
  readonly path: string;
  /** Where the file as it was is kept; none where there was none. */
  readonly kept?: string;
}

/**
 * Changes to files that happen together or not at all, as far as a file system can promise: new texts are
 * written beside their targets and renamed into place at the end; what they replace is kept until all is done.
 */
export class Transaction {
  private readonly folders: string[] = [];
  private readonly staged: StagedFile[] = [];
  private readonly replaced: ReplacedFile[] = [];

  /** Makes a folder and those above it where missing; they go again on roll-back. */
  makeFolder(path: string): void {
    const missing: string[] = [];
    for (let folder = path; !existsSync(folder); folder = dirname(folder)) missing.push(folder);
    // One by one: where a file system knows no folder under such a name, as /proc, `recursive` never comes back.
    for (const folder of missing.toReversed()) {
      mkdirSync(folder);
      this.folders.push(folder);
    }
  }

  /** Writes a text where it can be renamed into place without fail. */
  stage(path: string, text: string): void {
    const temporary = sibling(path, 'new');
    this.staged.push({ path, temporary });
    writeFileSync(temporary, text, { flag: 'w' });
  }

  remove(path: string): void {
    this.staged.push({ path });
  }

  commit(): void {
    for (const { path, temporary } of this.staged) {
      const present = lstatSync(path, { throwIfNoEntry: false });
      if (present?.isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' });
      const kept = present ? sibling(path, 'old') : undefined;
      if (kept !== undefined) renameSync(path, kept);
      this.replaced.push({ path, kept });
      if (temporary !== undefined) renameSync(temporary, path);
    }
    for (const { kept } of this.replaced) if (kept !== undefined) rmSync(kept, { force: true });
  }

  /** Puts everything back; goes on where one step of it fails, there is nothing better to do. */
  rollBack(): void {
    for (const { path, kept } of this.replaced.toReversed()) {
      attempt(() => (kept === undefined ? rmSync(path, { force: true }) : renameSync(kept, path)));
    }
    for (const { temporary } of this.staged) {
      if (temporary !== undefined) attempt(() => rmSync(temporary, { force: true }));
    }
    for (const folder of this.folders.toSorted((a, b) => b.length - a.length))
      attempt(() => rmdirSync(folder));
  }
}

/** A hidden name beside a file, in the same folder so that renaming never copies. */
function sibling(path: string, suffix: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.${suffix}`);
}

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // The problem that led here is the one to report.
  }
}
