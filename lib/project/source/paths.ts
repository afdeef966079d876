import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readText } from '../../core/file';
import { readObjects } from '../../core/manifest';
import type { ClusterFacts } from '../../check/cluster';
import { listName } from '../output';
import { contextName, readContext, releasesName } from '../stack';
import { type Reading, joinedFacts, throwErrors } from './reading';

/**
 * Objects of files, folders and standard input (`-`), as kubectl reads them. A folder that synth wrote says which
 * Traefik its manifests are behind, and what the cluster has besides.
 *
 * @throws ProblemError with everything that cannot be read
 */
export function readPaths(paths: readonly string[], standardInput: () => string): Reading {
  const { objects, problems } = readObjects(paths, standardInput, isReleases);
  throwErrors(problems);
  const folders = new Set(objects.map(({ file }) => dirname(file)));
  const contexts = new Set([...folders].flatMap((folder) => contextAbove(resolve(folder)) ?? []));
  const facts = [...contexts].map((file): ClusterFacts => readContext(readText(file), file));
  return { objects, facts: joinedFacts(facts), problems };
}

/** Steps of releases are other states of the objects beside their folder. */
function isReleases(folder: string): boolean {
  return basename(folder) === releasesName && existsSync(join(folder, contextName));
}

/** The context file that holds for a folder: its own, or one above it within what a synth wrote. */
function contextAbove(folder: string): string | undefined {
  const file = join(folder, contextName);
  if (existsSync(file)) return file;
  const parent = dirname(folder);
  return parent === folder || existsSync(join(folder, listName)) ? undefined : contextAbove(parent);
}
