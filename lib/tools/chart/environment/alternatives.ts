import { parseImage } from '../../../constructs/workload';
import { similarValues, token } from '../derive/probe';
import type { ValuePath } from '../values';
import { memoryPattern, sharePattern } from './computations';

/** Fields of a service that name something else or choose between forms: what follows from them is no copy. */
const choices: readonly (readonly string[])[] = [
  ['kind'],
  ['ports'],
  ['dependsOn'],
  ['networkPolicy'],
  ['go', 'version'],
  ['go', 'maxProcs'],
  ['telemetry'],
  ['mounts'],
  ['writable'],
  ['initContainers'],
  ['placement', 'arch'],
  ['placement', 'zones'],
  ['placement', 'nodes'],
  ['serviceAccount'],
  ['instance'],
  ['rollout', 'type'],
];

/** Other values for a leaf of an environment's services. */
export function alternatives(
  path: ValuePath,
  value: unknown,
  unique: number,
): readonly [unknown, unknown] | undefined {
  const [section, , ...field] = path;
  if (section !== 'services') return similarValues(path, value, unique);
  if (choices.some((choice) => choice.every((key, index) => field[index] === key))) return undefined;
  if (field[0] === 'probes' && ['port', 'scheme'].includes(field.at(-1) ?? '')) return undefined;
  // GOMEMLIMIT follows from it, which the chart computes for the usual units alone.
  if (field.join('.') === 'resources.limits.memory' && !new RegExp(memoryPattern).test(String(value))) {
    return undefined;
  }
  // The other forms of it are words and sizes, from which GOMEMLIMIT follows in other ways.
  if (field.join('.') === 'go.memoryLimit' && !new RegExp(sharePattern).test(String(value))) return undefined;
  if (field.join('.') === 'image') return imageAlternatives(String(value), unique);
  return similarValues(path, value, unique);
}

/** Other images with the same parts. */
function imageAlternatives(image: string, unique: number): readonly [string, string] | undefined {
  const parts = parseImage(image);
  if (!parts) return undefined;
  const { tag, digest } = parts;
  const other = (repository: string, otherTag: string, otherDigest: string): string =>
    `${repository}${tag === undefined ? '' : `:${otherTag}`}${digest === undefined ? '' : `@${otherDigest}`}`;
  const text = token(unique);
  return [
    other(`${text}.example/a`, text, digestOf(unique)),
    other(`example/${text}`, `${text.toUpperCase()}_.`, digestOf(unique + 500_000)),
  ];
}

function digestOf(unique: number): string {
  return `sha256:${String(unique).padEnd(64, 'a')}`;
}
