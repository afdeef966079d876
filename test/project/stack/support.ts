import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Problem, ProblemError } from '../../../lib/core/finding';

/** A ConfigMap named as its construct, unless told otherwise. */
export function configMap(
  scope: Construct,
  id: string,
  metadata: { name?: string; namespace?: string } = {},
): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: id, ...metadata },
  });
}

/** The problems that a call ends with; none where it succeeds. */
export function problemsOf(act: () => unknown): readonly Problem[] {
  try {
    act();
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
}

/** The rules of the problems that a call ends with. */
export function rulesOf(act: () => unknown): string[] {
  return problemsOf(act).map(({ rule }) => rule);
}

/** A fresh folder for each test of a file, removed afterwards. */
export function temporaryFolders(): () => string {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-test-'));
    folders.push(folder);
    return folder;
  };
}

/** All files below a folder with their texts, hidden ones too, by path. */
export function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    names.toSorted().map((name) => [name.slice(folder.length + 1), readFileSync(name, 'utf8')]),
  );
}
