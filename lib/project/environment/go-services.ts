import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { nearest } from '../../core/base';
import { type FieldPath, type Location, type Problem, problemAt } from '../../core/finding';
import type * as Go from '../go';
import { changedAt, eachEntry, isText, mapAt, programSections } from './map-nodes';
import { type MapNode, type Node, type Origin, mapNode, scalarNode } from './node';

/**
 * Fills in what the Go modules of services and jobs say of them (`go.module`, `go.main`), below what is written: the
 * image, Go's version, the runtime's settings, telemetry and ports. Each value is where its module says so.
 *
 * @param folder that paths of modules are relative to: the one that holds the environments' folder
 */
export function withGoModules(
  root: MapNode,
  folder: string,
): { readonly root: MapNode; readonly problems: readonly Problem[] } {
  const reader = new Reader(folder);
  const filled = programSections.reduce<MapNode>(
    (node, section) =>
      changedAt(node, [section], (all) =>
        eachEntry(all, (one, name) => reader.filled(one, name, [section, name])),
      ),
    root,
  );
  return { root: filled, problems: reader.problems };
}

/** A value that a module gives, with where it does. */
interface Given {
  readonly path: FieldPath;
  readonly value: string | number | boolean;
  readonly location: Location;
}

class Reader {
  readonly problems: Problem[] = [];
  private readonly seenWork = new Set<string>();
  private readonly workspaces = new Map<string, Go.GoWorkspace>();

  private readonly folder: string;

  constructor(private readonly shownAs: string) {
    this.folder = resolve(shownAs);
  }

  filled(program: MapNode, name: string, field: FieldPath): MapNode {
    const go = mapAt(program, 'go');
    const moduleNode = go?.entries.get('module');
    const mainNode = go?.entries.get('main');
    if (mainNode && !moduleNode) {
      const message = 'It names a program of a module, and no module.';
      this.add(
        'no-go-program',
        mainNode.origin.place(),
        [...field, 'go', 'main'],
        message,
        'Name the folder of its module beside it: "module: .".',
      );
    }
    if (!go || !moduleNode || !isText(moduleNode)) return program;
    const rest = new Map(
      [...go.entries].filter(([key, child]) => key !== 'module' && (key !== 'main' || !isText(child))),
    );
    const own = mapNode(
      new Map(program.entries).set('go', mapNode(rest, go.origin)),
      program.origin,
      program.replaces,
    );
    const module = this.module(moduleNode.value, moduleNode.origin, [...field, 'go', 'module']);
    if (!module) return withBrokenImage(own, moduleNode.origin);
    const wanted = mainNode && isText(mainNode) ? mainNode.value : undefined;
    const at = (mainNode ?? moduleNode).origin.place();
    const main = this.main(module, wanted, name, at, [...field, 'go', 'main']);
    return main
      ? laidBelow(own, givenBy(module, main, field[0] === 'services'))
      : withBrokenImage(own, moduleNode.origin);
  }

  private module(path: string, origin: Origin, field: FieldPath): Go.GoModule | undefined {
    const folder = resolve(this.folder, path);
    const location = origin.place();
    if (relative(this.folder, folder).startsWith('..')) {
      this.add('go-outside-context', location, field, `The module ${path} lies outside of this repository.`);
      return undefined;
    }
    if (!existsSync(join(folder, 'go.mod')) || !statSync(folder).isDirectory()) {
      this.add('missing-go-module', location, field, `There is no go.mod in ${path}.`);
      return undefined;
    }
    const { readGoWorkspace } = goRoom();
    const known = this.workspaces.get(folder);
    const workspace = known ?? readGoWorkspace(folder, { shownAs: join(this.shownAs, path) });
    if (!known) {
      this.workspaces.set(folder, workspace);
      this.problems.push(...workspace.problems);
    }
    const module = workspace.modules.find(({ dir }) => dir === '.');
    if (!module && workspace.work) {
      const message = `The workspace ${workspace.work.path} does not use ${path}.`;
      this.add('missing-go-module', location, field, message, 'Run "go work use" for it.');
    }
    if (module && !known) this.checkContext(module, folder, workspace.work);
    return module;
  }

  /** What takes the place of a module has to be part of what is built, which is this repository. */
  private checkContext(module: Go.GoModule, folder: string, work: Go.GoWorkspace['work']): void {
    const outside = (from: string, path: string): boolean =>
      relative(this.folder, resolve(from, path)).startsWith('..');
    const replaced = (file: string, from: string, all: Go.ModFile['replace']): void => {
      for (const { old, by, spot } of all) {
        if (by.version !== '' || !outside(from, by.path)) continue;
        const message = `${old.path} is replaced by ${by.path}, which lies outside of this repository.`;
        this.add('go-outside-context', { file, ...spot }, [], message);
      }
    };
    replaced(module.file, folder, module.mod.replace);
    const file = work && join(folder, work.path);
    if (!file || this.seenWork.has(file)) return;
    this.seenWork.add(file);
    const shown = join(this.shownAs, relative(this.folder, file));
    replaced(shown, dirname(file), work.file.replace);
    for (const { value, spot } of work.file.use) {
      if (!outside(dirname(file), value)) continue;
      const message = `The workspace uses ${value}, which lies outside of this repository.`;
      this.add('go-outside-context', { file: shown, ...spot }, [], message);
    }
  }

  private main(
    module: Go.GoModule,
    wanted: string | undefined,
    name: string,
    location: Location,
    field: FieldPath,
  ): Go.GoMain | undefined {
    const { mains } = module;
    const dirs = mains.map(({ dir }) => dir);
    if (wanted !== undefined) {
      const dir = wanted.replace(/^\.\//, '').replace(/\/+$/, '') || '.';
      const main = mains.find((each) => each.dir === dir);
      if (main) return main;
      const near = nearest(dir, dirs);
      const fix = near === undefined ? undefined : `Did you mean "${near}"?`;
      this.add(
        'no-go-program',
        location,
        field,
        `There is no package main in ${wanted} of ${module.path}.`,
        fix,
      );
      return undefined;
    }
    const main = mains.length === 1 ? mains[0] : mains.find((each) => each.name === name);
    if (main) return main;
    const message =
      mains.length === 0
        ? `The module ${module.path} has no package main.`
        : `The module ${module.path} has several programs, and none is called ${name}: ${dirs.join(', ')}.`;
    this.add(
      'no-go-program',
      location,
      field,
      message,
      mains[0] && `Write one of them: "main: ./${mains[0].dir}".`,
    );
    return undefined;
  }

  private add(
    rule: Problem['rule'],
    location: Location,
    field: FieldPath,
    message: string,
    fix?: string,
  ): void {
    this.problems.push(problemAt({ location }, { rule, message, field, ...(fix !== undefined && { fix }) }));
  }
}

/** Ports by what shows that there are some, where the program names none itself. */
const usualPorts: Readonly<Record<string, readonly [name: string, port: number]>> = {
  http: ['http', 8080],
  connect: ['http', 8080],
  grpc: ['grpc', 50051],
  prometheus: ['metrics', 9090],
};

/** The share of memory that Go gets of a program that takes memory beside it. */
const cgoMemoryLimit = '75%';

function givenBy(module: Go.GoModule, main: Go.GoMain, isService: boolean): readonly Given[] {
  const { mod, file, features, usesCgo } = module;
  const start: Location = { file, ...(mod.module?.spot ?? { line: 1, column: 1 }) };
  const image = `ko://${goRoom().importPath(module.path, main.dir)}`;
  const given: Given[] = [{ path: ['image'], value: image, location: start }];
  const version = /^\d+\.\d+(?:\.\d+)?/.exec(mod.go?.value ?? '')?.[0];
  if (mod.go && version !== undefined) {
    given.push({ path: ['go', 'version'], value: version, location: { file, ...mod.go.spot } });
  }
  const found = new Map(features.map(({ feature, requirement }) => [feature, { file, ...requirement.spot }]));
  const by = (feature: string, path: FieldPath, value: Given['value']): void => {
    const location = found.get(feature);
    if (location) given.push({ path, value, location });
  };
  by('automemlimit', ['go', 'memoryLimit'], 'off');
  if (usesCgo) given.push({ path: ['go', 'memoryLimit'], value: cgoMemoryLimit, location: start });
  by('automaxprocs', ['go', 'maxProcs'], 'off');
  by('opentelemetry', ['telemetry'], true);
  by('kubernetes', ['automountServiceAccountToken'], true);
  if (isService)
    for (const [feature, [name, port]] of Object.entries(usualPorts)) by(feature, ['ports', name], port);
  return given;
}

/** A program on top of what its module gives; where it has ports of its own, none are added. */
function laidBelow(program: MapNode, given: readonly Given[]): MapNode {
  const hasPorts = program.entries.has('ports');
  return given.reduce(
    (node, { path, value, location }) =>
      path[0] === 'ports' && hasPorts
        ? node
        : withValue(node, path, scalarNode(value, { place: () => location, sources: [] })),
    program,
  );
}

/** A program whose module could not be read: that it has no image is no news then. */
function withBrokenImage(program: MapNode, origin: Origin): MapNode {
  return withValue(program, ['image'], scalarNode('', origin, { broken: true }));
}

/** A map with a value at a path, unless there is one, or something that is no map on the way. */
function withValue(map: MapNode, [key, ...rest]: FieldPath, value: Node): MapNode {
  const child = map.entries.get(String(key));
  if (rest.length === 0) {
    return child ? map : mapNode(new Map(map.entries).set(String(key), value), map.origin, map.replaces);
  }
  if (child && child.kind !== 'map') return map;
  const inner = withValue(child ?? mapNode(new Map(), value.origin), rest, value);
  return mapNode(new Map(map.entries).set(String(key), inner), map.origin, map.replaces);
}

/** Few environments name modules; the room is loaded for those that do. */
function goRoom(): typeof Go {
  // oxlint-disable-next-line typescript/no-require-imports -- an import would load it at once
  const room: typeof Go = require('../go');
  return room;
}
