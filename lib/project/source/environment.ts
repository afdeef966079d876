import type { PlacedClaim } from '../../check/claims';
import type { Inventory } from '../../check/cluster';
import { oncePer } from '../../core/base';
import { type Problem, SecretTexts } from '../../core/finding';
import { type ApiObjectData, objectsIn, objectsOf } from '../../core/manifest';
import { type YamlDocument, parseYaml } from '../../core/yaml';
import { type EnvironmentFile, Environments } from '../environment';
import { type ReleaseStep, releaseSteps } from '../../traefik/release';
import { Answers } from '../cache';
import { type AppOutput, type PlacedRelease, isHandingOver } from '../handover';
import { environmentsProgram, findProgram, runProgram, type ProgramOutput } from '../program';
import {
  type ReleaseFiles,
  claimsProblems,
  policiesProblems,
  contextName,
  readContext,
  releaseFiles,
  releasesName,
} from '../stack';
import { type EnvironmentPlace, type Reading, type SourceSurroundings, joined, throwErrors } from './reading';

/** The folder of environment files of a repository without a program. */
export const environmentsFolder = 'environments';

/** How a source begins that names an environment. */
const scheme = 'env:';

/** An environment that a repository does not have. */
export class UnknownEnvironmentError extends Error {
  override readonly name = 'UnknownEnvironmentError';

  constructor(
    readonly environment: string,
    /** Those that it has. */
    readonly known: readonly string[],
  ) {
    super(`there is no environment "${environment}"`);
  }
}

/**
 * What the repository's own program makes for an environment, as a synth of it would write it: its objects, the
 * Traefik that they are behind, and what the cluster has besides. Without a cdk8s.yaml that names a program,
 * everything that the files of `environments` declare, and so where a folder of them is named. Other environments are not
 * looked at.
 *
 * @throws ProblemError where the program fails, UnknownEnvironmentError where there is no such environment
 */
export function readEnvironment(name: string, surroundings: SourceSurroundings): Reading {
  if (surroundings.environmentOf) return surroundings.environmentOf(name);
  return readingOf(outputOf({ only: [name], environments: surroundings.environments, surroundings }), name);
}

/**
 * Surroundings in which the program is run once for all environments among these sources, when the first of them is
 * read. What the program tells is told with that one.
 */
export function together<T extends SourceSurroundings>(sources: readonly string[], surroundings: T): T {
  const names = sources.flatMap((source) => (source.startsWith(scheme) ? [source.slice(scheme.length)] : []));
  if (surroundings.environmentOf || names.length < 2) return surroundings;
  let output: ProgramOutput | undefined;
  const environmentOf = (name: string): Reading => {
    if (output) return { ...readingOf(output, name), problems: [] };
    output = outputOf({ only: [...new Set(names)], environments: surroundings.environments, surroundings });
    return readingOf(output, name);
  };
  return { ...surroundings, environmentOf };
}

/**
 * All environments of a repository, and surroundings in which they have been read: its program is run once for all.
 *
 * @throws ProblemError where it fails
 */
export function everyEnvironment<T extends SourceSurroundings>(
  surroundings: T,
): { readonly names: readonly string[]; readonly surroundings: T } {
  const output = outputOf({ environments: surroundings.environments, surroundings });
  let isTold = false;
  const environmentOf = (name: string): Reading => {
    const reading = readingOf(output, name);
    const told = isTold ? { ...reading, problems: [] } : reading;
    isTold = true;
    return told;
  };
  return { names: namesOf(output), surroundings: { ...surroundings, environmentOf } };
}

/**
 * What a program made for an environment.
 *
 * @throws UnknownEnvironmentError where it made nothing for it
 */
export function readingOf(output: ProgramOutput, name: string): Reading {
  const readings = output.apps.flatMap((app) => {
    const folder = app.scopes[name];
    return folder === undefined ? [] : [readOutput(app, folder)];
  });
  if (readings.length === 0) throw new UnknownEnvironmentError(name, namesOf(output));
  const [folder, ...others] = [...output.environments].flatMap(([at, names]) =>
    names.includes(name) ? [at] : [],
  );
  const isOfFiles = folder !== undefined && others.length === 0;
  return { ...joined(readings), ...(isOfFiles && { environment: { folder, name } }) };
}

/**
 * The claims of a file about an environment: its variables stand for their values.
 *
 * @throws ProblemError with everything that is wrong in it
 */
export function claimsAbout(
  { folder, name }: EnvironmentPlace,
  claims: EnvironmentFile,
  { variables }: Pick<SourceSurroundings, 'variables'>,
): readonly PlacedClaim[] {
  return Environments.load(folder, { only: [name], variables, claims }).flatMap((one) => one.claims);
}

/** The environments of a program's output: those of its files, and scopes that it makes beside them. */
export function namesOf({ apps, environments }: ProgramOutput): readonly string[] {
  const names = [...environments.values()].flat();
  return [...new Set([...names, ...apps.flatMap(({ scopes }) => Object.keys(scopes))])]
    .filter(Boolean)
    .toSorted();
}

export interface OutputOptions {
  /** Only these environments. @default all */
  readonly only?: readonly string[];
  /** A folder of environment files, in place of the repository's program. */
  readonly environments?: string;
  readonly surroundings: Pick<SourceSurroundings, 'variables' | 'err' | 'progress' | 'host'>;
}

/**
 * What the repository's program would write; without a program, or where a folder of environment files is named, what
 * the files declare.
 *
 * @throws ProblemError where it fails, UnknownEnvironmentError where an environment is not there
 */
export function outputOf({ only, environments, surroundings }: OutputOptions): ProgramOutput {
  const { variables, err, progress, host } = surroundings;
  // The program that cdk8s.yaml names may be this very command.
  const program = environments === undefined && !isHandingOver() ? findProgram() : undefined;
  if (program) {
    progress?.(`running ${program.command}`);
    const output = runProgram(program, { only, variables, print: err, ...(host && { host }) });
    checkNames(only, namesOf(output));
    return output;
  }
  const folder = environments ?? environmentsFolder;
  if (only) checkNames(only, Environments.names(folder));
  return environmentsProgram(folder, { only, variables }, progress);
}

function checkNames(wanted: readonly string[] = [], known: readonly string[]): void {
  for (const name of wanted) if (!known.includes(name)) throw new UnknownEnvironmentError(name, known);
}

/** What a folder of a program's output has, read once whoever asks. */
const answersIn = oncePer((app: AppOutput) => {
  const known = new Map<string, Answers>();
  return (folder: string): Answers => {
    const found = known.get(folder);
    if (found) return found;
    const { objects, facts } = readOutput(app, folder);
    const answers = new Answers(objects, facts);
    known.set(folder, answers);
    return answers;
  };
});

/** What is to be told of the policies that a program holds itself about what it would write. */
export function policiesOfOutput({ apps }: ProgramOutput): readonly Problem[] {
  return apps.flatMap((app) =>
    (app.policies ?? []).flatMap((folder) => policiesProblems(answersIn(app)(folder))),
  );
}

/** What is to be told of the claims about what a program would write. */
export function claimsOfOutput(
  { apps }: ProgramOutput,
  progress?: SourceSurroundings['progress'],
): readonly Problem[] {
  return apps.flatMap((app) =>
    Object.entries(app.claims ?? {}).flatMap(([folder, claims]) => {
      if (claims.length === 0) return [];
      progress?.(`proving the claims about ${folder}`);
      return claimsProblems(answersIn(app)(folder));
    }),
  );
}

/** A release of a program's output, with its steps and the objects that are there without it. */
export interface DeclaredRelease {
  readonly release: PlacedRelease;
  /** Folder of the release below the output folder. */
  readonly folder: string;
  readonly steps: readonly ReleaseStep[];
  readonly inventory: Inventory;
}

/** The releases that a program declares. */
export function releasesDeclared({ apps }: ProgramOutput): readonly DeclaredRelease[] {
  return apps.flatMap((app) =>
    Object.entries(app.releases ?? {}).flatMap(([folder, releases]) => {
      const { inventory } = answersIn(app)(folder);
      const plain = inventory.objects.map(({ object }) => object);
      return releases.map((release) => ({
        release,
        folder: `${folder}${releasesName}/${release.declaration.service}`,
        steps: releaseSteps(plain, release.declaration),
        inventory,
      }));
    }),
  );
}

/** The steps of the releases of a program's output, by path below its output folder, and what is to be told of them. */
export function releasesOfOutput(app: AppOutput, progress?: SourceSurroundings['progress']): ReleaseFiles {
  const written = Object.entries(app.releases ?? {}).map(([folder, releases]) => {
    progress?.(`planning the releases of ${folder}`);
    const { files, problems } = releaseFiles(releases, answersIn(app)(folder));
    return { files: Array.from(files, ([file, text]) => [`${folder}${file}`, text] as const), problems };
  });
  return {
    files: new Map(written.flatMap(({ files }) => files)),
    problems: written.flatMap(({ problems }) => problems),
  };
}

/** The objects of a file, each with its place in the text: that is read once somebody asks for a place. */
function objectsOfFile(
  text: string,
  file: string,
  made: readonly ApiObjectData[] | undefined,
): ReturnType<typeof objectsOf> {
  if (!made) return objectsOf(text, file);
  let documents: readonly YamlDocument[] | undefined;
  const document = (index: number): YamlDocument | undefined => {
    documents ??= parseYaml(text, file, { dialect: 'kubernetes' }).documents;
    return documents[index];
  };
  const start = { file, line: 1, column: 1 };
  return objectsIn(
    made.map((value, index) => ({ value, locate: (path) => document(index)?.locate(path) ?? start })),
    file,
  );
}

/** The objects of one folder of an output, each with the place where it was made. */
function readOutput(
  { files, objects: made = {}, origins, claims = {}, secrets = {}, problems }: AppOutput,
  folder: string,
): Reading {
  const context = files[`${folder}${contextName}`];
  const inFolder = Object.entries(files).filter(([file]) => file in origins && file.startsWith(folder));
  const objects = inFolder.flatMap(([file, text]) => {
    const reading = objectsOfFile(text, file, made[file]);
    throwErrors(reading.problems);
    return reading.objects.map((read, index) => {
      const { construct, location } = origins[file]?.[index] ?? {};
      return {
        ...read,
        ...(construct !== undefined && { construct }),
        ...(location && { file: location.file, locate: () => location }),
      };
    });
  });
  const facts = context === undefined ? {} : readContext(context, contextName);
  const own = claims[folder] ?? [];
  const texts = secrets[folder] ?? [];
  return {
    objects,
    facts: {
      ...facts,
      ...(own.length > 0 && { claims: own }),
      ...(texts.length > 0 && { secrets: new SecretTexts(texts) }),
    },
    problems,
  };
}
