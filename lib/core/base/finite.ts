import { isPlainMap } from './plain-map';

/** Maps and lists within each other that data may have: more is never meant, and Kubernetes takes none. */
export const deepest = 200;

/** Values that data may have, each counted wherever it stands. */
const largest = 5_000_000;

/** Why data is none that can be written, and where that shows. */
export interface Endless {
  readonly reason: string;
  readonly path: readonly (string | number)[];
}

interface Measure {
  readonly height: number;
  readonly size: number;
}

/**
 * Why a value can be walked by nobody: it holds itself, is too deep, or has parts that stand in it so often that it is
 * too large. Only maps and lists are looked into; a construct is one value. Undefined for what is fine.
 */
export function endless(root: unknown): Endless | undefined {
  return valuesIn(root, 0, usual) > usual ? measured(root) : undefined;
}

/** As many values as nearly all data has; so many are counted sooner than it is noted where each of them stands. */
export const usual = 10_000;

/** How many values there are in a value, each counted wherever it stands; more than `most` where it is too deep too. */
function valuesIn(value: unknown, depth: number, most: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  if (!Array.isArray(value) && !isPlainMap(value)) return 1;
  if (depth >= deepest) return most + 1;
  let count = 1;
  for (const child of Array.isArray(value) ? value : Object.values(value)) {
    count += valuesIn(child, depth + 1, most - count);
    if (count > most) break;
  }
  return count;
}

function measured(root: unknown): Endless | undefined {
  const measures = new Map<object, Measure>();
  const open = new Set<object>();
  const path: (string | number)[] = [];
  const visit = (value: unknown): Measure | Endless => {
    const children = childrenOf(value);
    if (!children || typeof value !== 'object' || value === null) return { height: 0, size: 1 };
    if (open.has(value)) return { reason: 'It holds itself', path: [...path] };
    const known = measures.get(value);
    if (known) return within(known);
    if (path.length >= deepest) return tooDeep();
    open.add(value);
    let [height, size] = [0, 1];
    for (const [key, child] of children) {
      path.push(key);
      const inner = visit(child);
      if ('reason' in inner) return inner;
      path.pop();
      height = Math.max(height, inner.height + 1);
      size += inner.size;
      if (size > largest) {
        return {
          reason: `It has more than ${largest} values, because parts of it stand in it again and again`,
          path: [...path],
        };
      }
    }
    open.delete(value);
    measures.set(value, { height, size });
    return { height, size };
  };
  const within = (known: Measure): Measure | Endless =>
    path.length + known.height > deepest ? tooDeep() : known;
  const tooDeep = (): Endless => ({
    reason: `It has more than ${deepest} maps and lists within each other`,
    path: path.slice(0, 3),
  });
  const found = visit(root);
  return 'reason' in found ? found : undefined;
}

function childrenOf(value: unknown): Iterable<readonly [string | number, unknown]> | undefined {
  if (Array.isArray(value)) return value.entries();
  return isPlainMap(value) ? Object.entries(value) : undefined;
}
