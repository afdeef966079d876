import { relative } from 'node:path';
import type { FieldPath } from '../../core/finding';
import type { ComposeOptions } from '../compose';
import { readComposedSource } from '../docker';
import { type Reading, type SourceSurroundings, throwErrors } from './reading';

/** What names a Compose project on the command line. */
export interface ComposeSourceOptions extends Pick<ComposeOptions, 'profiles' | 'envFiles' | 'projectName'> {
  /** A static configuration in place of that of the project's own Traefik. */
  readonly traefik?: object;
}

/**
 * A Compose project as Traefik's Docker provider reads it, behind the project's own Traefik.
 *
 * @throws ProblemError where docker compose, or Traefik, would refuse it
 */
export function readComposeProject(
  files: readonly string[],
  { traefik, ...options }: ComposeSourceOptions,
  { variables, standardInput }: SourceSurroundings,
): Reading {
  const read = readComposedSource({ ...options, files, environment: variables, standardInput }, traefik);
  const problems = read.problems.map((problem) =>
    problem.location ? { ...problem, location: asNamed(problem.location) } : problem,
  );
  throwErrors(problems);
  const objects = read.objects.map((each) => ({
    ...each,
    file: asNamed(each).file,
    locate: (path: FieldPath) => asNamed(each.locate(path)),
  }));
  return { objects, facts: read.facts, problems };
}

/** A file below the working directory as people name it there; Compose itself knows it by its whole path. */
function asNamed<T extends { readonly file: string }>(place: T): T {
  const near = relative('', place.file);
  return near.startsWith('..') ? place : { ...place, file: near };
}
