import { type ComposeSourceOptions, readComposeProject } from './compose';
import { readEnvironment } from './environment';
import { readGit } from './git';
import { type LiveOptions, readLive } from './live';
import { readPaths } from './paths';
import type { Reading, SourceSurroundings } from './reading';

/** A source that is written in a way that is not understood. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

/**
 * Reads what one source names: a path, `env:NAME` (what the repository's program makes for the environment),
 * `compose:FILE` (a Compose project, further files laid over it with commas between them), `git:REV:PATH` (objects under a path at a revision), `live:` (the cluster of the current kubectl context), or `-`
 * for standard input.
 *
 * @throws SourceError where it is not written so, ProblemError where it cannot be read, UnknownEnvironmentError where
 * there is no such environment
 */
export function readSource(
  source: string,
  surroundings: SourceSurroundings,
  options: LiveOptions & { readonly compose?: ComposeSourceOptions } = {},
): Reading {
  const [, scheme, rest = ''] = /^(compose|env|git|live):(.*)$/s.exec(source) ?? [];
  switch (scheme) {
    case 'compose':
      if (rest === '') throw new SourceError(`"${source}" names no file: write compose:FILE`);
      return readComposeProject(rest.split(','), options.compose ?? {}, surroundings);
    case 'env':
      return readEnvironment(rest, surroundings);
    case 'git': {
      const [, revision, path] = /^([^:]+):(.+)$/s.exec(rest) ?? [];
      if (revision === undefined || path === undefined)
        throw new SourceError(`"${source}" names no revision and path: write git:REV:PATH`);
      return readGit(revision, path, surroundings);
    }
    case 'live':
      if (rest !== '')
        throw new SourceError(`"${source}": live: stands alone, for the current kubectl context`);
      return readLive(surroundings, options);
    default:
      return readPaths([source], surroundings.standardInput);
  }
}
