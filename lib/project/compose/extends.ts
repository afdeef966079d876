import { dirname, relative } from 'node:path';
import { canonical } from './canonical';
import { readDocuments } from './files';
import { resolvedPath } from './go-path';
import { interpolate } from './interpolate';
import { merge } from './merge';
import { resolvePaths } from './paths';
import type { LoadScope } from './scope';
import { takeResets, withoutPaths } from './tags';
import { type MapTree, type Tree, type TreePath, child, isNull, map, textOf, withEntries } from './tree';
import { unique } from './unique';

/** The services of one file, as they are extended from. */
interface Base {
  readonly file: string;
  readonly services: ReadonlyMap<string, Tree>;
  readonly resets: readonly TreePath[];
}

/** A file in which every service that extends another is laid over it. */
export function extendServices(
  model: MapTree,
  file: string,
  resets: readonly TreePath[],
  scope: LoadScope,
): MapTree {
  const services = child(model, 'services');
  if (services?.kind !== 'map') return model;
  const run = new Extending(scope);
  const base: Base = { file, services: services.entries, resets };
  const extended = [...services.entries].map(([name]) => [name, run.service(name, base, [])] as const);
  return withEntries(model, { services: map(extended, services.location) });
}

class Extending {
  private readonly files = new Map<string, Base | undefined>();

  constructor(private readonly scope: LoadScope) {}

  service(name: string, from: Base, chain: readonly string[]): Tree {
    const own = from.services.get(name);
    const extended = child(own, 'extends');
    if (own?.kind !== 'map' || extended === undefined || isNull(extended)) {
      return own ?? map([], this.nowhere(from.file));
    }
    const rest = withEntries(own, { extends: undefined });
    const step = `${from.file} ${name}`;
    if (chain.includes(step)) {
      this.scope.problems.add(
        'compose-circle',
        extended.location,
        `Services extend one another in a circle: ${[...chain.slice(chain.indexOf(step)), step].map((each) => each.split(' ').at(-1)).join(' extends ')}.`,
      );
      return rest;
    }
    const base = this.baseOf(extended, from);
    const target = textOf(extended) ?? textOf(child(extended, 'service'));
    if (!base || target === undefined) return rest;
    if (!base.services.has(target)) {
      this.scope.problems.add(
        'unknown-compose-name',
        extended.location,
        `${name} extends ${target}, and ${base.file} has no such service.`,
      );
      return rest;
    }
    const below = this.service(target, base, [...chain, step]);
    if (isNull(below)) return rest;
    const resets = from.resets
      .filter(([section, service]) => section === 'services' && service === name)
      .map((path) => path.slice(2));
    return merge(withoutPaths(below, resets), rest, ['services', name]);
  }

  private baseOf(extended: Tree, from: Base): Base | undefined {
    const named = child(extended, 'file');
    const path = textOf(named);
    if (path === undefined || named === undefined) return from;
    const file = resolvedPath(path, this.scope.folder);
    if (!this.files.has(file)) this.files.set(file, this.read(file, named));
    return this.files.get(file);
  }

  /** A file that is named only to extend from: nothing but its services counts, and not all of them have to be whole. */
  private read(file: string, named: Tree): Base | undefined {
    const { problems, variables, given } = this.scope;
    // Still relative: what a service repeats of the one it extends is the same text then, and counts once.
    const folder = relative(this.scope.folder, dirname(file)) || '.';
    let services: Tree = map([], named.location);
    const resets: TreePath[] = [];
    const documents = readDocuments(file, given, problems, named.location);
    if (documents.length === 0) return undefined;
    for (const document of documents) {
      const taken = takeResets(document);
      resets.push(...taken.paths);
      const filled = interpolate(taken.tree, (name) => variables.get(name), problems);
      const long = resolvePaths(canonical(unique(filled)), folder);
      const found = child(long, 'services');
      if (found) services = merge(services, found, ['services']);
    }
    return { file, services: services.kind === 'map' ? services.entries : new Map(), resets };
  }

  private nowhere(file: string): { readonly file: string; readonly line: number; readonly column: number } {
    return { file, line: 1, column: 1 };
  }
}
