import { type Dirent, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readText, unreadable } from '../../core/file';
import type { Problem } from '../../core/finding';
import { ConstraintError, isBuilt } from './build-constraint';
import { newestMinor } from './go-version';
import { goHeader } from './go-header';

/** A folder with Go files that are built for containers. */
export interface GoPackage {
  /** Relative to the module's folder: `.`, `cmd/orders`. */
  readonly dir: string;
  /** The packages that its files name; more than one cannot be built. */
  readonly names: readonly string[];
  readonly usesCgo: boolean;
  /** Why a file of it cannot be taken. */
  readonly faults: readonly { readonly file: string; readonly reason: string }[];
}

const systems =
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos';
const architectures =
  '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm';
const knownSystems = new Set(systems.split(' '));
const knownArchitectures = new Set(architectures.split(' '));

/** Tags that hold for a container: linux/amd64, the gc compiler, cgo where the machine has it. */
function holds(tag: string): boolean {
  if (['linux', 'amd64', 'gc', 'unix', 'cgo'].includes(tag)) return true;
  const [, minor] = /^go1\.([1-9]\d*)$/.exec(tag) ?? [];
  return minor !== undefined && Number(minor) <= newestMinor;
}

/** Whether a file's name is one for this system (`_linux.go`, `_arm64.go`). */
function isForThisSystem(file: string): boolean {
  const [name = ''] = file.split('.');
  const first = name.indexOf('_');
  if (first < 0) return true;
  const parts = name.slice(first).split('_');
  if (parts.at(-1) === 'test') parts.pop();
  const [system = '', last = ''] = [parts.at(-2), parts.at(-1)];
  if (knownSystems.has(system) && knownArchitectures.has(last)) return holds(system) && holds(last);
  return !(knownSystems.has(last) || knownArchitectures.has(last)) || holds(last);
}

/**
 * The packages of a module, as `go list ./...` finds them for linux/amd64: no folder that begins with a dot or an
 * underscore, none named testdata, none below one named vendor, none of another module, none that go.mod ignores.
 *
 * @param problems takes folders that cannot be read
 */
export function goPackages(
  moduleFolder: string,
  ignored: readonly string[],
  problems: Problem[],
): readonly GoPackage[] {
  const found: GoPackage[] = [];
  const walk = (dir: string): void => {
    const entries = entriesOf(join(moduleFolder, dir), problems);
    if (dir !== '' && entries.some((entry) => !entry.isDirectory() && entry.name === 'go.mod')) return;
    const files = entries.filter((entry) => entry.isFile() && isGoFile(entry.name)).map(({ name }) => name);
    const read = packageOf(moduleFolder, dir, files);
    if (read) found.push(read);
    for (const entry of entries) {
      const inner = dir === '' ? entry.name : `${dir}/${entry.name}`;
      const isLeft = !isSearched(entry.name) || isIgnored(inner, ignored) || basename(dir) === 'vendor';
      if (entry.isDirectory() && !isLeft) walk(inner);
    }
  };
  walk('');
  return found.toSorted((a, b) => (a.dir < b.dir ? -1 : 1));
}

/** The go.mod files below a folder, where go would look for packages. */
export function modulesBelow(folder: string, problems: Problem[]): readonly string[] {
  return entriesOf(folder, problems)
    .flatMap((entry) => {
      if (!entry.isDirectory() && entry.name === 'go.mod') return [join(folder, entry.name)];
      const isInside =
        entry.isDirectory() && isSearched(entry.name) && !['vendor', 'node_modules'].includes(entry.name);
      return isInside ? modulesBelow(join(folder, entry.name), problems) : [];
    })
    .toSorted();
}

function entriesOf(folder: string, problems: Problem[]): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    problems.push(unreadable(folder, error));
    return [];
  }
}

const isGoFile = (name: string): boolean => /^[^_.].*\.go$/.test(name) && !name.endsWith('_test.go');

const isSearched = (name: string): boolean => !/^[._]/.test(name) && name !== 'testdata';

/** `./x` is ignored at the module's root alone, `x` and `x/y` at any depth. */
function isIgnored(dir: string, ignored: readonly string[]): boolean {
  return ignored.some((pattern) => {
    const clean = pattern.replace(/^\.\//, '').replace(/\/$/, '');
    if (pattern.startsWith('./')) return dir === clean || dir.startsWith(`${clean}/`);
    return `/${dir}/`.includes(`/${clean}/`);
  });
}

function packageOf(moduleFolder: string, dir: string, files: readonly string[]): GoPackage | undefined {
  const names = new Set<string>();
  const faults: { file: string; reason: string }[] = [];
  let usesCgo = false;
  for (const name of files.filter(isForThisSystem)) {
    const file = join(dir, name);
    try {
      const text = readText(join(moduleFolder, file));
      if (!isBuilt(text, holds)) continue;
      const header = goHeader(text);
      if (header.package === undefined) faults.push({ file, reason: 'it has no package clause' });
      else names.add(header.package);
      usesCgo ||= header.usesCgo;
    } catch (error) {
      if (!(error instanceof ConstraintError)) throw error;
      faults.push({ file, reason: error.message });
    }
  }
  // A package of this name documents a folder, and is none.
  names.delete('documentation');
  if (names.size === 0 && faults.length === 0) return undefined;
  return { dir: dir === '' ? '.' : dir, names: [...names].toSorted(), usesCgo, faults };
}
