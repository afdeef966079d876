import { type Environment, Environments, type ProcessVariables } from '../../../lib/project/environment';
import { type Problem, ProblemError, formatLocation } from '../../../lib/core/finding';
import { parseYamlEntries } from '../../../lib/core/yaml';
import { type MapNode, type Node, nodeOf } from '../../../lib/project/environment/node';

/** The environments that files of these texts describe. */
export function load(
  files: Readonly<Record<string, string>>,
  variables: ProcessVariables = {},
): readonly Environment[] {
  return Environments.from(
    Object.entries(files).map(([file, text]) => ({ file, text })),
    { variables },
  );
}

/** The only environment of a base and one file on top of it. */
export function only(base: string, own = '', variables: ProcessVariables = {}): Environment {
  const [environment] = load({ 'base.yaml': base, 'prod.yaml': own }, variables);
  if (!environment) throw new Error('no environment');
  return environment;
}

/** What is wrong with files of these texts; fails where nothing is. */
export function problemsOf(
  files: Readonly<Record<string, string>>,
  variables: ProcessVariables = {},
): readonly Problem[] {
  return problemsFrom(() => load(files, variables));
}

/** The problems that an action throws; fails where it throws none. */
export function problemsFrom(action: () => unknown): readonly Problem[] {
  try {
    action();
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  throw new Error('nothing was found wrong');
}

/** `rule at file:line:column`, the heart of a problem. */
export function headline({ rule, location }: Problem): string {
  return `${rule} at ${location ? formatLocation(location) : 'nowhere'}`;
}

/** A tree of nodes from plain data. */
export function tree(value: unknown, file = 'test.yaml'): Node {
  const { documents, locate } = parseYamlEntries(JSON.stringify(value), file);
  const [document] = documents;
  if (!document) throw new Error('no document');
  return nodeOf(document, locate);
}

/** A tree of nodes from a plain map. */
export function treeOfMap(value: Readonly<Record<string, unknown>>, file?: string): MapNode {
  const node = tree(value, file);
  if (node.kind !== 'map') throw new Error('not a map');
  return node;
}
