import { posix } from 'node:path';
import { type Problem, ProblemError } from '../../core/finding';
import { objectsOf } from '../../core/manifest';
import { listName } from '../output';
import { contextName, readContext, releasesName } from '../stack';
import { type Reading, type SourceSurroundings, joinedFacts, throwErrors } from './reading';
import { run } from './run';

/**
 * Objects below a path as a revision of the git repository here has them, with what a folder that synth wrote says of
 * its cluster.
 *
 * @param path below the current folder
 * @throws ProblemError where there is no such revision or path, or something in it cannot be read
 */
export function readGit(revision: string, path: string, surroundings: SourceSurroundings): Reading {
  const git = (...args: readonly string[]): string => {
    const ended = run('git', args, surroundings.variables);
    if ('failure' in ended) throw new ProblemError([notRead(revision, path, ended.failure)]);
    return ended.text;
  };
  const tree = treeOf(revision, git);
  if (tree === undefined)
    throw new ProblemError([notRead(revision, path, `there is no revision "${revision}"`)]);
  const wanted = posix.join(git('rev-parse', '--show-prefix').trim(), path.replaceAll('\\', '/'));
  const all = git('ls-tree', '-r', '-z', '--full-tree', '--name-only', tree).split('\0').filter(Boolean);
  const below = filesBelow(all, wanted);
  if (below.length === 0) throw new ProblemError([notRead(revision, path, 'it has no such file or folder')]);
  const textOf = (file: string): string => git('cat-file', 'blob', `${tree}:${file}`);
  const readings = below.map((file) => objectsOf(textOf(file), `${revision}:${file}`));
  const problems = readings.flatMap((reading) => reading.problems);
  throwErrors(problems);
  const files = new Set(all);
  const contexts = new Set(below.flatMap((file) => contextAbove(files, posix.dirname(file)) ?? []));
  return {
    objects: readings.flatMap(({ objects }) => objects),
    facts: joinedFacts([...contexts].map((file) => readContext(textOf(file), `${revision}:${file}`))),
    problems,
  };
}

/** The tree of a revision; undefined where there is none. */
function treeOf(revision: string, git: (...args: readonly string[]) => string): string | undefined {
  // Fails outside of a repository, which is another mistake than a revision that is not there.
  git('rev-parse', '--git-dir');
  try {
    return git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{tree}`).trim();
  } catch {
    return undefined;
  }
}

/** The file itself, or what kubectl would read below the folder. */
function filesBelow(files: readonly string[], path: string): readonly string[] {
  if (files.includes(path)) return [path];
  const prefix = path === '.' || path === './' ? '' : `${path.replace(/\/$/, '')}/`;
  const apart = files
    .filter((file) => file.startsWith(prefix) && file.endsWith(`/${releasesName}/${contextName}`))
    .map((file) => file.slice(0, -contextName.length))
    .filter((folder) => folder !== prefix);
  return files.filter(
    (file) =>
      file.startsWith(prefix) &&
      /\.(ya?ml|json)$/.test(file) &&
      !apart.some((folder) => file.startsWith(folder)),
  );
}

function contextAbove(files: ReadonlySet<string>, folder: string): string | undefined {
  const file = posix.join(folder, contextName);
  if (files.has(file)) return file;
  if (folder === '.' || files.has(posix.join(folder, listName))) return undefined;
  return contextAbove(files, posix.dirname(folder));
}

function notRead(revision: string, path: string, reason: string): Problem {
  return {
    rule: 'unreadable-revision',
    severity: 'error',
    message: `git:${revision}:${path} cannot be read: ${reason}.`,
    fix: 'Write git:REV:PATH, for example git:main:dist/prod, in a folder of the repository.',
  };
}
