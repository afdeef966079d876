import { dirname, relative } from 'node:path';
import { isEqual } from '../../core/base';
import type { Location } from '../../core/finding';
import { validateSchema } from '../../core/schema';
import { canonical, withDefaults } from './canonical';
import { ComposeConflict } from './conflict';
import { extendServices } from './extends';
import { addVariables, isFile, readDocuments } from './files';
import { resolvedPath } from './go-path';
import { interpolate } from './interpolate';
import { merge } from './merge';
import { resolvePaths } from './paths';
import { composeFile } from './project-shape';
import { checkResources } from './resources';
import type { LoadScope } from './scope';
import { takeResets, withoutPaths } from './tags';
import {
  type MapTree,
  type Tree,
  child,
  entriesOf,
  isNull,
  itemsOf,
  locationIn,
  map,
  plainOf,
  textOf,
  withEntries,
} from './tree';
import { unique } from './unique';

/** The model of several files, each laid over those before it, with its paths laid below the base of the scope. */
export function loadModel(files: readonly string[], scope: LoadScope, at?: Location): MapTree {
  const empty: MapTree = map([], { file: files[0] ?? '', line: 1, column: 1 });
  const model = files.reduce<MapTree>((before, file) => loadFile(file, before, scope, at), empty);
  const full = withDefaults(model);
  checkResources(full, scope.problems);
  return asMap(resolvePaths(full, scope.base));
}

function loadFile(file: string, before: MapTree, scope: LoadScope, at?: Location): MapTree {
  return readDocuments(file, scope.given, scope.problems, at).reduce<MapTree>(
    (model, document) => loadDocument(document, file, model, scope),
    before,
  );
}

function loadDocument(document: Tree, file: string, before: MapTree, scope: LoadScope): MapTree {
  const { problems, variables } = scope;
  if (document.kind !== 'map') {
    problems.add('no-compose-file', document.location, 'A Compose file is a map with services.');
    return before;
  }
  const { tree, paths } = takeResets(document);
  try {
    const filled = interpolate(tree, (name) => variables.get(name), problems);
    const included = includeInto(asMap(filled), file, paths, scope);
    const earlier = withoutPaths(before, paths);
    const extended = extendServices(included, file, paths, scope);
    return settled(merge(earlier, extended), scope) ?? before;
  } catch (error) {
    if (!(error instanceof ComposeConflict)) throw error;
    problems.add('invalid-compose-value', error.location, error.message);
    return before;
  }
}

/** Checks a merged model by the specification and writes its short forms out; undefined where it is wrong. */
function settled(merged: Tree, { problems }: LoadScope): MapTree | undefined {
  const once = unique(merged);
  const findings = validateSchema(composeFile.schema, plainOf(once));
  for (const { path, message, fix, rule } of findings) {
    const field = rule === 'unknown-field' ? 'unknown-compose-key' : 'invalid-compose-value';
    problems.all.push({
      rule: field,
      severity: 'error',
      location: locationIn(once, path),
      field: path,
      message,
      fix,
    });
  }
  if (findings.length > 0) return undefined;
  return asMap(unique(canonical(withEntries(asMap(once), { version: undefined }))));
}

const resources = ['services', 'jobs', 'volumes', 'networks', 'secrets', 'configs', 'models'];

/** A file with what it includes: of the same name, the file's own is laid over what is included. */
function includeInto(
  file: MapTree,
  name: string,
  resets: readonly (readonly string[])[],
  scope: LoadScope,
): MapTree {
  const includes = itemsOf(child(file, 'include'));
  const own = withEntries(file, { include: undefined });
  return includes.reduce<MapTree>((target, include) => {
    const model = includedModel(include, name, scope);
    if (!model) return target;
    const changes = resources.map(
      (key) => [key, imported(child(model, key), child(target, key), [key], resets)] as const,
    );
    return withEntries(target, Object.fromEntries(changes.filter(([, value]) => value !== undefined)));
  }, own);
}

function imported(
  from: Tree | undefined,
  to: Tree | undefined,
  path: readonly string[],
  resets: readonly (readonly string[])[],
): Tree | undefined {
  if (from === undefined || isNull(from)) return to;
  const entries = new Map(entriesOf(to));
  for (const [name, value] of entriesOf(from)) {
    const own = entries.get(name);
    if (own === undefined) entries.set(name, value);
    else if (!isEqual(plainOf(own), plainOf(value))) {
      const below = resets
        .filter((reset) => reset[0] === path[0] && reset[1] === name)
        .map((reset) => reset.slice(2));
      entries.set(name, merge(withoutPaths(value, below), own, [...path, name]));
    }
  }
  return map(entries, (to ?? from).location);
}

function includedModel(include: Tree, from: string, scope: LoadScope): MapTree | undefined {
  const { problems, given } = scope;
  const pathOf = (tree: Tree | undefined): readonly Tree[] =>
    tree?.kind === 'list' ? tree.items : tree ? [tree] : [];
  const paths = pathOf(include.kind === 'map' ? child(include, 'path') : include);
  const files = paths.map((path) => resolvedPath(textOf(path) ?? '', scope.folder));
  const [main] = files;
  if (main === undefined) {
    problems.add('invalid-compose-value', include.location, 'An include names at least one file.');
    return undefined;
  }
  const including = [...scope.including, from];
  if (including.includes(main)) {
    const circle = [...including.slice(including.indexOf(main)), main].join(' includes ');
    problems.add('compose-circle', include.location, `Files include one another in a circle: ${circle}.`);
    return undefined;
  }
  const directory = textOf(child(include, 'project_directory')) ?? '';
  const folder = directory === '' ? dirname(main) : resolvedPath(directory, scope.folder);
  const variables = includedVariables(child(include, 'env_file'), folder, scope, pathOf);
  const base = relative(scope.folder, folder) || '.';
  return loadModel(files, { folder, base, variables, given, including, problems }, include.location);
}

/** Those of the project go before those of the include's own files, which are `.env` of its folder unless named. */
function includedVariables(
  named: Tree | undefined,
  folder: string,
  scope: LoadScope,
  itemsIn: (tree: Tree | undefined) => readonly Tree[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const lookup = (name: string): string | undefined => scope.variables.get(name) ?? found.get(name);
  const files = itemsIn(named);
  if (files.length === 0) {
    const usual = resolvedPath('.env', folder);
    if (isFile(usual)) addVariables(usual, found, lookup, scope.problems);
  }
  for (const file of files) {
    const path = textOf(file) ?? '';
    if (path !== '/dev/null')
      addVariables(resolvedPath(path, scope.folder), found, lookup, scope.problems, file.location);
  }
  return new Map([...found, ...scope.variables]);
}

function asMap(tree: Tree): MapTree {
  return tree.kind === 'map' ? tree : map([], tree.location);
}
