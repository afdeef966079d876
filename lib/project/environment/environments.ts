import {
  type Problem,
  ProblemError,
  SecretTexts,
  formatLocation,
  formatProblem,
  hasErrors,
} from '../../core/finding';
import { dirname } from 'node:path';
import { handOver, wantedEnvironments } from '../handover';
import { claimsOfEnvironment, readClaimsLayer } from './claims';
import { withDefaults, withoutDefaults } from './defaults';
import { Environment } from './environment';
import { type EnvironmentFile, noEnvironment, readFolder, sortFiles } from './folder';
import { withGoPlugins } from './go-plugins';
import { withGoModules } from './go-services';
import { type ProcessVariables, interpolate } from './interpolate';
import { readLayer } from './layer';
import { type ImageLock, readImageLock, withLockedImages } from './locked-images';
import { mergeNodes, withoutNulls } from './merge';
import type { MapNode } from './node';
import { validate } from './validate';

export interface EnvironmentsOptions {
  /**
   * What `${env:NAME}` reads.
   * @default the environment variables of the process
   */
  readonly variables?: ProcessVariables;

  /**
   * Names of the environments to load. The files of the others are not read, so that their mistakes, and variables
   * that only they need, do not matter. Names without a file are passed over.
   * @default all; under `cdk8s-traefik … --env NAME` those that are named
   */
  readonly only?: Iterable<string>;

  /**
   * The file of claims about these environments.
   * @default claims.yaml beside the folder, if there is one
   */
  readonly claims?: EnvironmentFile;
}

/** Reads environments: a `base` file and one file for each environment. */
export const Environments = {
  /**
   * Reads the environment files of a folder, sorted by name.
   * @throws ProblemError with everything that is wrong in any of them
   */
  load(folder: string, options: EnvironmentsOptions = {}): readonly Environment[] {
    const only = options.only === undefined ? wantedEnvironments() : new Set(options.only);
    const { files, names, problems } = readFolder(folder, (name) => only?.has(name) ?? true);
    handOver({ kind: 'environments', folder, names });
    if (only && names.length > 0 && !names.some((name) => only.has(name))) return [];
    try {
      if (files.length === 0 && problems.length > 0) throw new ProblemError(problems);
      const claims = options.claims ? readLayer(options.claims) : readClaimsLayer(folder);
      const lock = readImageLock(folder);
      return environmentsOf(files, folder, [...problems, ...(lock?.problems ?? [])], options, claims, {
        folder: dirname(folder),
        ...(lock && { lock }),
      });
    } catch (error) {
      if (error instanceof ProblemError) handOver({ kind: 'problems', problems: error.problems });
      throw error;
    }
  },

  /**
   * Names of the environments of a folder, sorted. Their files are not read.
   * @throws ProblemError where the folder cannot be read
   */
  names(folder: string): readonly string[] {
    const { names, problems } = readFolder(folder, () => false);
    if (names.length === 0 && problems.length > 0) throw new ProblemError(problems);
    return names;
  },

  /**
   * Reads environment files that are at hand as text.
   * @throws ProblemError with everything that is wrong in any of them
   */
  from(files: readonly EnvironmentFile[], options: EnvironmentsOptions = {}): readonly Environment[] {
    return environmentsOf(files, 'the given files', [], options);
  },
};

/** What lies beside a folder of environments. */
interface Beside {
  /** The folder that holds that of the environments; what paths in them are relative to. */
  readonly folder: string;
  readonly lock?: ImageLock;
}

function environmentsOf(
  files: readonly EnvironmentFile[],
  folder: string,
  readProblems: readonly Problem[],
  { variables = process.env }: EnvironmentsOptions,
  claims?: ReturnType<typeof readClaimsLayer>,
  beside: Beside = { folder: '.' },
): readonly Environment[] {
  const sorted = sortFiles(files);
  const folderProblems = [...readProblems, ...sorted.problems];
  if (sorted.environments.size === 0 && folderProblems.length === 0) {
    folderProblems.push(noEnvironment(folder, sorted.base));
  }
  const base = sorted.base && readLayer(sorted.base);
  const problems: Problem[] = [...folderProblems, ...(base?.problems ?? []), ...(claims?.problems ?? [])];
  const environments: Environment[] = [];
  for (const [name, file] of sorted.environments) {
    const own = readLayer(file);
    problems.push(...own.problems);
    // Without one of its layers, most of what could be said of an environment would be wrong.
    if (!own.layer || (base && !base.layer) || folderProblems.length > 0) continue;
    const effective = effectiveEnvironment(name, base?.layer, own.layer, variables, beside);
    problems.push(...effective.problems);
    if (hasErrors(effective.problems)) continue;
    const { root, secrets } = effective;
    const claimed = claims?.layer && claimsOfEnvironment(claims.layer, root, name, variables);
    problems.push(...(claimed?.problems ?? []));
    // Its stack tells them with all else that is wrong; what is of no field is told by the commands that read modules.
    const warnings = effective.problems.filter(({ field = [] }) => field.length > 0);
    environments.push(Environment.of(name, root, secrets, claimed?.claims, beside.folder, warnings));
  }
  if (hasErrors(problems)) throw new ProblemError(ordered(problems));
  return environments;
}

function effectiveEnvironment(
  name: string,
  base: MapNode | undefined,
  own: MapNode,
  variables: ProcessVariables,
  { folder, lock }: Beside,
): { readonly root: MapNode; readonly secrets: SecretTexts; readonly problems: readonly Problem[] } {
  const merged = base ? mergeNodes(base, own) : own;
  // Both layers are maps, and so is what they merge to.
  if (merged.kind !== 'map') throw new Error('layers of an environment are maps');
  const complete = withDefaults(merged);
  const interpolated = interpolate(withoutNulls(complete.root), name, variables);
  const built = withGoModules(interpolated.root, folder);
  const plugged = withGoPlugins(built.root, folder);
  const locked = withLockedImages(plugged.root, lock);
  const validated = validate(locked.root);
  const problems = [
    ...complete.problems,
    ...interpolated.problems,
    ...built.problems,
    ...plugged.problems,
    ...locked.problems,
    ...validated.problems,
  ];
  const secrets = new SecretTexts(interpolated.secrets);
  return {
    root: withoutDefaults(validated.root),
    secrets,
    problems: problems.map((problem) => secrets.maskedProblem(problem)),
  };
}

/** In the order of the files. A mistake in the base or in defaults shows in all that they lie below; it is told once. */
function ordered(problems: readonly Problem[]): readonly Problem[] {
  const distinct = new Map<string, Problem>();
  for (const problem of problems) {
    const { rule, message, location } = problem;
    const key = location ? JSON.stringify([rule, message, formatLocation(location)]) : formatProblem(problem);
    if (!distinct.has(key)) distinct.set(key, problem);
  }
  return Array.from(distinct.values()).toSorted((a, b) => {
    const [left, right] = [a.location, b.location];
    if (!left || !right) return Number(left !== undefined) - Number(right !== undefined);
    if (left.file !== right.file) return left.file < right.file ? -1 : 1;
    return left.line - right.line || left.column - right.column;
  });
}
