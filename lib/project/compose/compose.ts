import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Problem, hasErrors } from '../../core/finding';
import { type GivenTexts, addVariables, isFile, readDocuments } from './files';
import { loadModel } from './load';
import { ComposeProblems } from './problem';
import { type ComposeModel, projectOf } from './project';
import { SubstitutionError, substitute } from './substitute';
import { type Tree, child, textOf } from './tree';

/** What names a Compose project, as the options of `docker compose` do. */
export interface ComposeOptions {
  /**
   * Files, each laid over those before it; `-` is standard input, whose paths begin in `directory`.
   *
   * @default compose.yaml, compose.yml, docker-compose.yml or docker-compose.yaml of the folder or of one above it,
   * and its override beside it; `COMPOSE_FILE` goes before them
   */
  readonly files?: readonly string[];
  /** @default those of `COMPOSE_PROFILES` */
  readonly profiles?: readonly string[];
  /** @default `.env` in the project's folder */
  readonly envFiles?: readonly string[];
  /** @default `COMPOSE_PROJECT_NAME`, the files' `name`, or the name of the project's folder */
  readonly projectName?: string;
  /** The folder in which the project is looked for. @default the working directory */
  readonly directory?: string;
  /** All of standard input, asked where `files` names it. @default it is empty */
  readonly standardInput?: () => string;
  /** Variables of the shell, which go before those of files. @default none */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface ComposeReading {
  /** The project; undefined where something in it is wrong. */
  readonly project?: ComposeModel;
  /** The files that were read as the project's own, as absolute paths. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

const fileNames = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const overrideNames = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/**
 * Reads a Compose project as `docker compose config` does: overrides, `!reset` and `!override`, variables, profiles,
 * `include`, `extends`, env files; see the Compose specification, and compose-go, which is what it is held against.
 * What is wrong comes back as problems with their places; there is no project then.
 */
export function readCompose(options: ComposeOptions = {}): ComposeReading {
  const problems = new ComposeProblems();
  const directory = resolve(options.directory ?? '.');
  const shell = Object.entries(options.environment ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const variables = new Map(shell);
  const input = join(directory, '<standard input>');
  const named = (options.files ?? []).map((file) => (file === '-' ? input : resolve(directory, file)));
  const given = new Map(named.includes(input) ? [[input, options.standardInput?.() ?? '']] : []);
  const folder = named[0] === undefined ? directory : dirname(named[0]);
  readEnvFiles(options.envFiles, directory, folder, variables, problems);
  const files = named.length > 0 ? named : filesOf(variables, directory);
  const [main] = files;
  if (main === undefined) {
    problems.add(
      'no-compose-file',
      { file: directory, line: 1, column: 1 },
      'There is no compose.yaml here or in a folder above.',
      'Name the file with -f.',
    );
    return { files, problems: problems.all };
  }
  const home = dirname(main);
  const name = projectName(options.projectName, files, given, variables, home, problems);
  variables.set('COMPOSE_PROJECT_NAME', name);
  const scope = { folder: home, base: home, variables, given, including: [], problems };
  const model = loadModel(files, scope);
  if (model.entries.size === 0 && !hasErrors(problems.all))
    problems.add('no-compose-file', model.location, `${main} is empty.`);
  if (hasErrors(problems.all)) return { files, problems: problems.all };
  const profiles =
    options.profiles ?? (variables.get('COMPOSE_PROFILES') ?? '').split(',').map((each) => each.trim());
  const project = projectOf(model, name, profiles, variables, problems);
  if (hasErrors(problems.all) || !project) return { files, problems: problems.all };
  return { project, files, problems: problems.all };
}

function readEnvFiles(
  named: readonly string[] | undefined,
  directory: string,
  folder: string,
  variables: Map<string, string>,
  problems: ComposeProblems,
): void {
  const usual = join(folder, '.env');
  const files = named ?? (isFile(usual) ? [usual] : []);
  const found = new Map<string, string>();
  const lookup = (name: string): string | undefined => variables.get(name) ?? found.get(name);
  for (const file of files) addVariables(resolve(directory, file), found, lookup, problems);
  for (const [name, value] of found) if (!variables.has(name)) variables.set(name, value);
}

function filesOf(variables: ReadonlyMap<string, string>, directory: string): readonly string[] {
  const listed = variables.get('COMPOSE_FILE');
  if (listed !== undefined) {
    return listed
      .split(variables.get('COMPOSE_PATH_SEPARATOR') || ':')
      .map((file) => resolve(directory, file));
  }
  for (let folder = directory; ; folder = dirname(folder)) {
    const find = (names: readonly string[]): readonly string[] =>
      names
        .map((name) => join(folder, name))
        .filter((file) => existsSync(file))
        .slice(0, 1);
    const found = find(fileNames);
    if (found.length > 0) return [...found, ...find(overrideNames)];
    if (dirname(folder) === folder) return [];
  }
}

function projectName(
  wanted: string | undefined,
  files: readonly string[],
  given: GivenTexts,
  variables: ReadonlyMap<string, string>,
  folder: string,
  problems: ComposeProblems,
): string {
  const explicit = wanted ?? variables.get('COMPOSE_PROJECT_NAME');
  if (explicit !== undefined && explicit !== '') {
    if (normalizedName(explicit) !== explicit) {
      problems.add(
        'invalid-compose-value',
        { file: files[0] ?? folder, line: 1, column: 1 },
        `${JSON.stringify(explicit)} is no name of a project.`,
        'Use lower-case letters, digits, "-" and "_", and begin with a letter or digit.',
      );
    }
    return explicit;
  }
  const written = files.flatMap((file) => readDocuments(file, given, new ComposeProblems())).map(nameIn);
  const last = written.findLast((name) => name !== undefined);
  const name = normalizedName(last === undefined ? basename(folder) : filled(last, variables));
  return name === '' ? normalizedName(basename(folder)) : name;
}

function nameIn(document: Tree): string | undefined {
  const name = textOf(child(document, 'name'));
  return name === '' ? undefined : name;
}

function filled(text: string, variables: ReadonlyMap<string, string>): string {
  try {
    return substitute(text, (name) => variables.get(name));
  } catch (error) {
    // The same text is read again with the rest of the file, and told of there.
    if (!(error instanceof SubstitutionError)) throw error;
    return '';
  }
}

function normalizedName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}
