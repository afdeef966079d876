import type { FieldPath, Location } from '../../core/finding';
import { checkConsistency } from './consistency';
import { ComposeConflict } from './conflict';
import { addVariables, isFile } from './files';
import { normalize } from './normalize';
import type { ComposeProblems } from './problem';
import {
  type ComposeConfig,
  type ComposeNetwork,
  type ComposeSecret,
  type ComposeService,
  type ComposeVolume,
  composeFile,
} from './project-shape';
import { type MapTree, type Tree, locationIn } from './tree';

type Named<T> = Readonly<Record<string, T>>;

/** A resolved project: what `docker compose config` prints, and where each part was written. */
export interface ComposeModel {
  readonly name: string;
  /** The services of the active profiles. */
  readonly services: Named<ComposeService>;
  /** Those that no active profile enables. */
  readonly disabledServices: Named<ComposeService>;
  readonly networks: Named<ComposeNetwork>;
  readonly volumes: Named<ComposeVolume>;
  readonly secrets: Named<ComposeSecret>;
  readonly configs: Named<ComposeConfig>;
  readonly models: Named<object>;
  /** The whole model before profiles, with its places and with what is written as `x-…`. */
  readonly tree: Tree;
  /** Where the part at a path was written. */
  readonly locate: (path: FieldPath) => Location;
}

/** Makes a project of a merged model; undefined where it cannot be read. */
export function projectOf(
  merged: MapTree,
  name: string,
  profiles: readonly string[],
  variables: ReadonlyMap<string, string>,
  problems: ComposeProblems,
): ComposeModel | undefined {
  const tree = normalize(merged, name);
  const read = readWhole(tree, problems);
  if (!read) return undefined;
  const all = Object.entries(named(read.services));
  const isOn = ([, { profiles: own = [] }]: readonly [string, ComposeService]): boolean =>
    own.length === 0 || profiles.includes('*') || own.some((profile) => profiles.includes(profile));
  const model: ComposeModel = {
    name,
    services: Object.fromEntries(all.filter(isOn)),
    disabledServices: Object.fromEntries(all.filter((each) => !isOn(each))),
    networks: named(read.networks),
    volumes: named(read.volumes),
    secrets: named(read.secrets),
    configs: named(read.configs),
    models: named(read.models),
    tree,
    locate: (path) => locationIn(tree, path),
  };
  checkConsistency(model, problems);
  const services = Object.entries(model.services).map(
    ([key, service]) => [key, withFiles(service, key, model, variables, problems)] as const,
  );
  return { ...model, services: Object.fromEntries(services) };
}

function readWhole(tree: Tree, problems: ComposeProblems): ReturnType<typeof composeFile.read> {
  try {
    return composeFile.read(tree, []) ?? {};
  } catch (error) {
    if (!(error instanceof ComposeConflict)) throw error;
    problems.add('invalid-compose-value', error.location, error.message);
    return undefined;
  }
}

function named<T>(entries: Readonly<Record<string, T | null>> | undefined): Named<T> {
  const found = Object.entries(entries ?? {}).filter((entry): entry is [string, T] => entry[1] !== null);
  return Object.fromEntries(found);
}

/** A service with what its env_files and label_files say; what the service itself says goes before them. */
function withFiles(
  service: ComposeService,
  name: string,
  model: ComposeModel,
  variables: ReadonlyMap<string, string>,
  problems: ComposeProblems,
): ComposeService {
  const environment = resolvedEnvironment(service, name, model, variables, problems);
  const labels = resolvedLabels(service, name, model, problems);
  const args = service.build?.args && known(service.build.args, variables);
  const { scale, deploy } = service;
  return {
    ...service,
    ...(scale !== undefined && deploy && { deploy: { ...deploy, replicas: scale } }),
    ...(args && { build: { ...service.build, args } }),
    ...(Object.keys(environment).length > 0 && { environment }),
    ...(Object.keys(labels).length > 0 && { labels }),
  };
}

/** Variables whose value is said elsewhere, with it; those that are set nowhere are left out. */
function known(
  written: Readonly<Record<string, string | null>>,
  variables: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const found = Object.entries(written).map(([key, value]) => [key, value ?? variables.get(key)] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function resolvedEnvironment(
  service: ComposeService,
  name: string,
  model: ComposeModel,
  variables: ReadonlyMap<string, string>,
  problems: ComposeProblems,
): Readonly<Record<string, string | null>> {
  const own = Object.entries(service.environment ?? {}).map(
    ([key, value]) => [key, value ?? variables.get(key) ?? null] as const,
  );
  const said = new Map(own.filter((entry): entry is [string, string] => entry[1] !== null));
  const found = new Map(said);
  for (const [index, { path = '', required, format }] of (service.env_file ?? []).entries()) {
    const at = model.locate(['services', name, 'env_file', index]);
    if (required === false && !isFile(path)) continue;
    if (format !== undefined && format !== 'raw') {
      problems.add('invalid-compose-value', at, `${format} is no format of env files: raw is the only one.`);
      continue;
    }
    addVariables(path, found, (key) => variables.get(key) ?? said.get(key), problems, at, format === 'raw');
  }
  return Object.fromEntries([...found, ...own]);
}

function resolvedLabels(
  service: ComposeService,
  name: string,
  model: ComposeModel,
  problems: ComposeProblems,
): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  for (const [index, path] of (service.label_file ?? []).entries()) {
    const read = new Map<string, string>();
    addVariables(
      path,
      read,
      (key) => found.get(key),
      problems,
      model.locate(['services', name, 'label_file', index]),
    );
    for (const [key, value] of read) found.set(key, value);
  }
  return Object.fromEntries([...found, ...Object.entries(service.labels ?? {})]);
}
