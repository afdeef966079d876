import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { isNoFolder, readText, unreadable } from '../../core/file';
import { type Location, type Problem, ProblemError, problemAt } from '../../core/finding';
import { type FoundFeature, featuresOf } from './features';
import { compareGoVersions } from './go-version';
import { readModFile, readWorkFile } from './mod-file';
import type { ModFile, Reading, Replacement, WorkFile } from './mod-types';
import { type GoPackage, goPackages, modulesBelow } from './packages';
import { type GoPlugin, isPluginFolder, looksLikePlugin, readPlugin } from './plugin';

/** A program of a module: a package main. */
export interface GoMain {
  /** Relative to the module's folder: `.`, `cmd/orders`. */
  readonly dir: string;
  /** The name of its binary, as `go build` gives it. */
  readonly name: string;
}

/** A module that is built here. */
export interface GoModule {
  /** Its import path. */
  readonly path: string;
  /** Its folder, relative to the folder that was asked about. */
  readonly dir: string;
  /** Its go.mod file. */
  readonly file: string;
  readonly mod: ModFile;
  readonly mains: readonly GoMain[];
  /** Whether a package of it imports "C". */
  readonly usesCgo: boolean;
  readonly features: readonly FoundFeature[];
  /** What it is as a plugin of Traefik; undefined where it is none that Traefik loads. */
  readonly plugin?: GoPlugin;
}

/** The modules of a folder, and the workspace that they are in. */
export interface GoWorkspace {
  /** The go.work file, relative to the folder; undefined outside of a workspace. */
  readonly work?: { readonly path: string; readonly file: WorkFile };
  readonly modules: readonly GoModule[];
  readonly problems: readonly Problem[];
}

export interface GoWorkspaceOptions {
  /** The variable GOWORK: `off`, an absolute path, or '' to look in the folder and those above it. @default '' */
  readonly gowork?: string;
  /** The folder as problems name it. @default the folder itself */
  readonly shownAs?: string;
}

/**
 * The modules that the go command would work on in a folder: those of the go.work file of the folder or the nearest one
 * above, else the one whose go.mod file is in the folder or the nearest one above, else all that lie below it.
 *
 * Follows cmd/go/internal/modload (`FindGoWork`, `LoadWorkFile`, `findModuleRoot`).
 */
export function readGoWorkspace(
  folder: string,
  { gowork = '', shownAs = folder }: GoWorkspaceOptions = {},
): GoWorkspace {
  const reader = new Reader(folder, shownAs);
  const workPath = gowork === 'off' ? undefined : reader.workPath(gowork);
  if (workPath === undefined) return reader.withoutWorkspace();
  return reader.workspace(workPath);
}

class Reader {
  private readonly problems: Problem[] = [];

  constructor(
    private readonly folder: string,
    private readonly shownAs: string,
  ) {}

  workPath(gowork: string): string | undefined {
    if (gowork === '' || gowork === 'auto') return above(this.folder, 'go.work');
    if (isAbsolute(gowork)) return gowork;
    this.add(
      undefined,
      'invalid-go-setting',
      `GOWORK is ${JSON.stringify(gowork)}, which is no absolute path.`,
      'Set an absolute path, "off", or nothing.',
    );
    return undefined;
  }

  withoutWorkspace(): GoWorkspace {
    const own = above(this.folder, 'go.mod');
    const files = own === undefined ? modulesBelow(this.folder, this.problems) : [own];
    if (files.length === 0) {
      const message = `There is no go.mod in ${this.shownAs}, in a folder above it or below it, and no go.work.`;
      this.add(undefined, 'no-go-module', message);
    }
    return { modules: files.flatMap((file) => this.module(file) ?? []), problems: this.problems };
  }

  workspace(path: string): GoWorkspace {
    const file = this.read(path, readWorkFile);
    if (!file) return { modules: [], problems: this.problems };
    const modules = this.usedFolders(path, file).flatMap(({ folder, at }) => {
      const mod = join(folder, 'go.mod');
      if (!existsSync(mod)) {
        const message = `${this.shown(path)} uses ${this.shown(folder)}, and there is no go.mod in it.`;
        this.add(at, 'missing-go-module', message);
        return [];
      }
      const module = this.module(mod);
      if (module) this.checkVersion(module, file, at);
      return module ? [module] : [];
    });
    this.checkPaths(modules);
    for (const replacement of file.replace) this.checkReplacement(path, replacement);
    return { work: { path: this.within(path), file }, modules, problems: this.problems };
  }

  private usedFolders(path: string, { use }: WorkFile): readonly { folder: string; at: Location }[] {
    const seen = new Set<string>();
    return use.flatMap(({ value, spot }) => {
      const folder = resolve(dirname(path), value);
      const at = { file: this.shown(path), ...spot };
      if (!seen.has(folder)) {
        seen.add(folder);
        return [{ folder, at }];
      }
      this.add(at, 'invalid-go-file', `${this.shown(path)} uses ${value} twice.`, 'Take one of them out.');
      return [];
    });
  }

  private module(path: string): GoModule | undefined {
    const mod = this.read(path, (text) => readModFile(text));
    if (!mod) return undefined;
    const file = this.shown(path);
    if (mod.module === undefined || mod.module.value === '') {
      this.add(
        { file, line: 1, column: 1 },
        'invalid-go-file',
        `${file} names no module.`,
        'Begin it with a line "module <import path>".',
      );
      return undefined;
    }
    const name = mod.module.value;
    for (const replacement of mod.replace) this.checkReplacement(path, replacement);
    const folder = dirname(path);
    const packages = goPackages(
      folder,
      mod.ignore.map(({ value }) => value),
      this.problems,
    );
    for (const each of packages) this.checkPackage(folder, each);
    const mains = packages
      .filter(({ names }) => names.length === 1 && names[0] === 'main')
      .map(({ dir }) => ({ dir, name: binaryName(importPath(name, dir)) }));
    const plugin = this.plugin(folder, name);
    return {
      path: name,
      dir: this.within(folder),
      file,
      mod,
      mains,
      usesCgo: packages.some(({ usesCgo }) => usesCgo),
      features: featuresOf(mod),
      ...(plugin && { plugin }),
    };
  }

  private plugin(folder: string, module: string): GoPlugin | undefined {
    const isPlugin = isPluginFolder(folder);
    if (!isPlugin && !looksLikePlugin(folder)) return undefined;
    const { plugin, problems } = readPlugin(folder, this.shown(folder), module);
    // What only looks like a plugin may be meant for others.
    this.problems.push(
      ...problems.map((problem): Problem => (isPlugin ? problem : { ...problem, severity: 'warning' })),
    );
    return plugin;
  }

  private checkPackage(folder: string, { dir, names, faults }: GoPackage): void {
    for (const { file, reason } of faults) {
      const location = { file: this.shown(join(folder, file)), line: 1, column: 1 };
      this.add(location, 'invalid-go-source', `${location.file} cannot be built: ${reason}.`);
    }
    if (names.length < 2) return;
    const location = { file: this.shown(join(folder, dir)), line: 1, column: 1 };
    this.add(
      location,
      'invalid-go-source',
      `The files of ${location.file} are of several packages: ${names.join(', ')}.`,
      'Move those of one of them to a folder of their own.',
    );
  }

  /** A folder that takes the place of a module has to be one. */
  private checkReplacement(path: string, { old, by, spot }: Replacement): void {
    if (by.version !== '') return;
    const folder = resolve(dirname(path), by.path);
    if (existsSync(join(folder, 'go.mod'))) return;
    const message = `${old.path} is replaced by ${by.path}, and there is no go.mod in ${this.shown(folder)}.`;
    this.add({ file: this.shown(path), ...spot }, 'missing-go-module', message);
  }

  private checkPaths(modules: readonly GoModule[]): void {
    const seen = new Map<string, GoModule>();
    for (const module of modules) {
      const other = seen.get(module.path);
      seen.set(module.path, module);
      if (!other) continue;
      const location = { file: module.file, line: module.mod.module?.spot.line ?? 1, column: 1 };
      this.add(
        location,
        'invalid-go-file',
        `${module.file} and ${other.file} are both the module ${module.path}.`,
        'Give each a path of its own.',
      );
    }
  }

  /** A workspace has to want at least the version of Go that each of its modules wants. */
  private checkVersion({ mod, file }: GoModule, work: WorkFile, at: Location): void {
    const wanted = mod.go?.value ?? '1.16';
    const given = work.go?.value ?? '1.18';
    if (compareGoVersions(wanted, given) <= 0) return;
    const message = `${file} wants Go ${wanted}, and the workspace ${work.go ? `says ${given}` : `that says none is for ${given}`}.`;
    this.add(at, 'go-version-conflict', message, `Write "go ${wanted}" in go.work, or run "go work use".`);
  }

  private read<F>(path: string, read: (text: string) => Reading<F>): F | undefined {
    try {
      const { file, faults } = read(readText(path));
      for (const { spot, reason } of faults) {
        this.add({ file: this.shown(path), ...spot }, 'invalid-go-file', `${reason}.`);
      }
      return faults.length === 0 ? file : undefined;
    } catch (error) {
      this.problems.push(...(error instanceof ProblemError ? error.problems : [unreadable(path, error)]));
      return undefined;
    }
  }

  /** A path relative to the folder that was asked about. */
  private within(path: string): string {
    return relative(this.folder, path) || '.';
  }

  /** A path as people can open it from where they are. */
  private shown(path: string): string {
    return join(this.shownAs, this.within(path));
  }

  private add(location: Location | undefined, rule: Problem['rule'], message: string, fix?: string): void {
    this.problems.push(
      problemAt({ ...(location && { location }) }, { rule, message, ...(fix !== undefined && { fix }) }),
    );
  }
}

/** A file of this name in a folder or the nearest one above it. */
function above(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  if (isNoFolder(file)) return file;
  const parent = dirname(folder);
  return parent === folder ? undefined : above(parent, name);
}

/** The import path of a folder of a module. */
export function importPath(modulePath: string, dir: string): string {
  return dir === '.' ? modulePath : `${modulePath}/${dir}`;
}

/** The last element of the import path, or where that is a major version the one before it. */
function binaryName(path: string): string {
  const elements = path.split('/');
  const last = elements.at(-1) ?? '';
  return elements.length > 1 && /^v[2-9]$|^v[1-9]\d+$/.test(last) ? (elements.at(-2) ?? last) : last;
}
