import { dirname, join } from 'node:path';
import type * as Claims from '../../check/claims';
import type { PlacedClaim } from '../../check/claims';
import { isThere, readText } from '../../core/file';
import { type Problem, ProblemError } from '../../core/finding';
import { type ProcessVariables, interpolate } from './interpolate';
import { readLayer } from './layer';
import { type MapNode, type Node, mapNode, nearestNode, plainOf } from './node';
import { isBuiltIn } from './variable-names';

/** Name of the file beside a folder of environments that says what must hold of all requests (docs/prove.md). */
const claimsName = 'claims.yaml';

/** The claims beside a folder of environments, as they are written; undefined where there are none. */
export function readClaimsLayer(
  folder: string,
): { readonly layer?: MapNode; readonly problems: readonly Problem[] } | undefined {
  const file = join(dirname(folder), claimsName).replaceAll('\\', '/');
  return isThere(file) ? readLayer({ file, text: readText(file) }) : undefined;
}

/** The claims of one environment: variables in them are those of its files. */
export function claimsOfEnvironment(
  layer: MapNode,
  environment: MapNode,
  name: string,
  variables: ProcessVariables,
): { readonly claims: readonly PlacedClaim[]; readonly problems: readonly Problem[] } {
  const known = [...environment.entries].filter(([key]) => key === 'vars' || isBuiltIn(key));
  const entries = new Map<string, Node>([...known, ...layer.entries]);
  const { root, problems } = interpolate(mapNode(entries, layer.origin), name, variables);
  // What is wrong with the environment's own variables is told of the environment.
  const own = problems.filter(({ field = [] }) => layer.entries.has(String(field[0])));
  if (own.length > 0) return { claims: [], problems: own };
  const written = mapNode(new Map([...root.entries].filter(([key]) => layer.entries.has(key))), layer.origin);
  try {
    const locate = (path: Parameters<typeof nearestNode>[1]) =>
      nearestNode(written, path).node.origin.place();
    return { claims: claimsRoom().claimsOf(plainOf(written), locate), problems: [] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { claims: [], problems: error.problems };
  }
}

function claimsRoom(): typeof Claims {
  // oxlint-disable-next-line typescript/no-require-imports -- an import would load it for environments without claims too
  const room: typeof Claims = require('../../check/claims');
  return room;
}
