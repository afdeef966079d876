import { existsSync, statSync } from 'node:fs';
import { readText, unreadable } from '../../core/file';
import { type Location, type Problem, ProblemError } from '../../core/finding';
import { type YamlTree, parseYamlTree } from '../../core/yaml';
import { DotenvError, readDotenv, readRawEnv } from './dotenv';
import type { ComposeProblems } from './problem';
import type { Lookup } from './substitute';
import { composeTags } from './tags';

/** Texts of files that are not on disk, by their paths. */
export type GivenTexts = ReadonlyMap<string, string>;

/** The documents of a Compose file; what is wrong with it is reported, and there are none. */
export function readDocuments(
  file: string,
  given: GivenTexts,
  problems: ComposeProblems,
  at?: Location,
): readonly YamlTree[] {
  const text = given.get(file) ?? readOr(file, problems, at);
  if (text === undefined) return [];
  const reading = parseYamlTree(text, file, { dialect: 'compose', tags: composeTags });
  problems.all.push(...reading.problems);
  return reading.documents;
}

/** Adds the variables of a file to those given. @returns whether it could be read */
export function addVariables(
  file: string,
  variables: Map<string, string>,
  lookup: Lookup,
  problems: ComposeProblems,
  at?: Location,
  isRaw = false,
): boolean {
  const text = readOr(file, problems, at);
  if (text === undefined) return false;
  try {
    if (isRaw) readRawEnv(text, file, variables, lookup);
    else readDotenv(text, file, variables, lookup);
    return true;
  } catch (error) {
    if (!(error instanceof DotenvError)) throw error;
    problems.add('invalid-env-file', error.location, error.message);
    return false;
  }
}

export function isFile(path: string): boolean {
  return existsSync(path) && !statSync(path).isDirectory();
}

/** @param at where the file is named, which is where its absence is told */
function readOr(file: string, problems: ComposeProblems, at: Location | undefined): string | undefined {
  try {
    return readText(file);
  } catch (error) {
    const found = error instanceof ProblemError ? error.problems : [unreadable(file, error)];
    problems.all.push(...found.map((problem): Problem => (at ? { ...problem, location: at } : problem)));
    return undefined;
  }
}
