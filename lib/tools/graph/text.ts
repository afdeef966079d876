import { groupBy } from '../../core/base';
import { formatLocation, printable } from '../../core/finding';
import type { Graph } from '../../check/graph';

/** A graph for people: each thing with what it refers to, what refers to it, and its metrics. */
export function graphText({ nodes, edges }: Graph): string {
  const from = groupBy(edges, (edge) => edge.from);
  const to = groupBy(edges, (edge) => edge.to);
  const lines = nodes.flatMap(({ id, location, state, metrics = [] }) => [
    [id, state && `(${state})`, location && formatLocation(location)].filter(Boolean).join('  '),
    ...(from.get(id) ?? []).map((edge) => `  → ${edge.to}  ${edge.path}${edge.resolved ? '' : '  MISSING'}`),
    ...(to.get(id) ?? []).map((edge) => `  ← ${edge.from}  ${edge.path}`),
    ...metrics
      .filter((selector) => selector.includes('_requests_total{'))
      .map((selector) => `  ~ ${selector}`),
  ]);
  return lines.map((line) => `${printable(line)}\n`).join('');
}
