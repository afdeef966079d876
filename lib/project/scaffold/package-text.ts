import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type OwnPackage, ownPackage, packageFolder, readText } from '../../core/file';
import { type LockedPackages, partOfLock } from './lock';
import type { NewProject } from './project';

/** What a project needs beside this package to run, in the versions that this repository is developed with. */
const runs = ['cdk8s', 'constructs'] as const;

/** What it needs to be developed, in the same way. */
const develops = [
  '@swc/core',
  '@swc/jest',
  '@types/jest',
  '@types/node',
  'cdk8s-cli',
  'jest',
  'tsx',
  'typescript',
] as const;

/**
 * package.json and package-lock.json of a project that will stand in a folder, so that `npm ci` installs what this
 * repository is tested with. Where npm has installed this program, the project depends on its version; where it runs from
 * a clone, on the clone by its path.
 */
export function packageTexts({ name, description }: NewProject, folder: string): ReadonlyMap<string, string> {
  const own = ownPackage();
  const clone = isInstalled() ? undefined : wayTo(folder, packageFolder());
  const version = '0.1.0';
  const needed = {
    dependencies: sorted({
      ...pinned(own, runs),
      [own.name]: clone === undefined ? own.version : `file:${clone}`,
    }),
    devDependencies: pinned(own, develops),
    engines: own.engines,
  };
  const described = {
    name,
    version,
    description,
    private: true,
    scripts: {
      synth: 'cdk8s synth',
      test: 'jest --ci=false',
      typecheck: 'tsc --noEmit',
      chart: 'cdk8s-traefik chart --output chart',
    },
    ...needed,
  };
  const lock = {
    name,
    version,
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name, version, ...needed }, ...locked(own.name, clone) },
  };
  return new Map([
    ['package.json', jsonText(described)],
    ['package-lock.json', jsonText(lock)],
  ]);
}

/** Every package that the project needs, of those that this one is developed with, and this one. */
function locked(own: string, clone: string | undefined): LockedPackages {
  const { packages: whole } = ownLock();
  const { devDependencies, ...self } = whole[''] ?? {};
  if (clone !== undefined) {
    // Its own dependencies are installed in the clone.
    return {
      [clone]: { ...self, ...(devDependencies && { devDependencies }) },
      ...partOfLock(whole, runs, develops),
      [`node_modules/${own}`]: { resolved: clone, link: true },
    };
  }
  const needed = Object.keys(self.dependencies ?? {});
  return { ...partOfLock(whole, [...runs, ...needed], develops), [`node_modules/${own}`]: self };
}

/** The lock of this repository. npm packs none of that name, so a packed package has a copy beside what was built. */
function ownLock(): { readonly packages: LockedPackages } {
  const files = ['package-lock.json', 'build/lock.json'].map((file) => join(packageFolder(), file));
  const lock: { readonly packages: LockedPackages } = JSON.parse(readText(files.find(existsSync) ?? ''));
  return lock;
}

/** Whether npm has installed this program; else it runs from a clone. */
export function isInstalled(): boolean {
  return basename(dirname(packageFolder())) === 'node_modules';
}

/** As npm writes it in a lock. */
function wayTo(folder: string, path: string): string {
  return relative(resolve(folder), path).replaceAll('\\', '/');
}

function pinned({ devDependencies }: OwnPackage, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.flatMap((name) => [[name, devDependencies[name] ?? '*']]));
}

function sorted<T>(map: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(map).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
