import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText, unreadable } from '../../core/file';
import { type Problem, ProblemError } from '../../core/finding';
import { isDnsLabel } from '../../core/manifest';

/** An environment file, read. */
export interface EnvironmentFile {
  /** How messages name it, for example `environments/prod.yaml`; its base name names the environment. */
  readonly file: string;
  /** YAML or JSON. */
  readonly text: string;
}

/** The files of one environment, or the shared `base`. */
export interface FileSet {
  readonly base?: EnvironmentFile;
  /** One file an environment, sorted by name. */
  readonly environments: ReadonlyMap<string, EnvironmentFile>;
  readonly problems: readonly Problem[];
}

/** Name of the file that all environments share. */
const shared = 'base';

const extension = /\.(ya?ml|json)$/i;

/** The name that a file gives to what it describes; undefined for files that are not read. */
function nameOf(file: string): string | undefined {
  const base = file.split(/[\\/]/).at(-1) ?? file;
  if (base.startsWith('.') || base.startsWith('_') || !extension.test(base)) return undefined;
  return base.replace(extension, '');
}

/** An environment folder, read. */
export interface FolderReading {
  readonly files: readonly EnvironmentFile[];
  /** Names of all environments that have a file, whether it was read or not, sorted. */
  readonly names: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the environment files of a folder. What cannot be read is reported, and the rest is read on.
 * @param isWanted which environments are read; what all share always is
 */
export function readFolder(folder: string, isWanted: (name: string) => boolean = () => true): FolderReading {
  const files: EnvironmentFile[] = [];
  const found = new Set<string>();
  const problems: Problem[] = [];
  let names: string[];
  try {
    names = readdirSync(folder).toSorted();
  } catch (error) {
    const { message } = unreadable(folder, error);
    const fix =
      'Make it a folder with one file an environment (dev.yaml, prod.yaml), or name another with --environments.';
    const problem: Problem = { rule: 'unreadable-environments', severity: 'error', message, fix };
    return { files, names: [], problems: [problem] };
  }
  for (const name of names) {
    const environment = nameOf(name);
    if (environment === undefined) continue;
    if (environment !== shared) found.add(environment);
    if (environment !== shared && !isWanted(environment)) continue;
    const file = join(folder, name).replaceAll('\\', '/');
    try {
      files.push({ file, text: readText(file) });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const fix = 'Make it readable, or let its name begin with "_" so that it is passed over.';
      problems.push(...error.problems.map((problem) => ({ ...problem, fix })));
    }
  }
  return { files, names: [...found].toSorted(), problems };
}

/** Sorts files into the base and the environments; two of one name, and names that cannot be, are reported. */
export function sortFiles(files: readonly EnvironmentFile[]): FileSet {
  const byName = new Map<string, EnvironmentFile>();
  const problems: Problem[] = [];
  for (const file of files) {
    const name = nameOf(file.file);
    if (name === undefined) continue;
    const first = byName.get(name);
    const problem = first ? secondFile(name, file, first) : invalidName(name, file);
    if (problem) problems.push(problem);
    else byName.set(name, file);
  }
  const base = byName.get(shared);
  byName.delete(shared);
  const environments = new Map(Array.from(byName).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { base, environments, problems };
}

function secondFile(name: string, { file }: EnvironmentFile, first: EnvironmentFile): Problem {
  return {
    rule: 'duplicate-environment',
    severity: 'error',
    message: `The environment "${name}" has two files: ${first.file} and ${file}.`,
    consequence: 'Which of them holds would be left to chance.',
    fix: 'Keep one of them; a file whose name begins with "_" is passed over.',
    location: { file, line: 1, column: 1 },
  };
}

function invalidName(name: string, { file }: EnvironmentFile): Problem | undefined {
  if (isDnsLabel(name)) return undefined;
  return {
    rule: 'invalid-environment-name',
    severity: 'error',
    message: `"${name}" cannot be the name of an environment.`,
    consequence: 'It becomes the name of a folder and part of object names.',
    fix: 'Use lower-case letters, digits and "-", at most 63 of them, with a letter or digit at both ends.',
    location: { file, line: 1, column: 1 },
  };
}

/** A folder that describes no environment. */
export function noEnvironment(folder: string, base: EnvironmentFile | undefined): Problem {
  return {
    rule: 'no-environment',
    severity: 'error',
    message: `There is no environment in ${folder}${base ? ', only what environments share' : ''}.`,
    fix: 'Add one file an environment, for example dev.yaml; it may be empty where base.yaml says it all.',
    ...(base && { location: { file: base.file, line: 1, column: 1 } }),
  };
}
