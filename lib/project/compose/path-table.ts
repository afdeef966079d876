import type { TreePath } from './tree';

interface Branch<T> {
  readonly children: Map<string, Branch<T>>;
  value?: T;
}

/**
 * What holds for the values at some paths, written as Compose's own tables are: `services.*.ports`, where `*` stands for
 * any one key or item.
 */
export class PathTable<T> {
  private readonly root: Branch<T> = { children: new Map() };

  constructor(rows: Iterable<readonly [string, T]>) {
    for (const [pattern, value] of rows) {
      let at = this.root;
      for (const part of pattern.split('.')) {
        let next = at.children.get(part);
        if (next === undefined) at.children.set(part, (next = { children: new Map() }));
        at = next;
      }
      at.value = value;
    }
  }

  at(path: TreePath): T | undefined {
    const find = (branch: Branch<T>, depth: number): T | undefined => {
      const part = path[depth];
      if (part === undefined) return branch.value;
      for (const key of [part, '*']) {
        const next = branch.children.get(key);
        const found = next && find(next, depth + 1);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return find(this.root, 0);
  }
}

/** Rows of the same patterns below several prefixes. */
export function below<T>(
  prefixes: readonly string[],
  rows: Readonly<Record<string, T>>,
): readonly (readonly [string, T])[] {
  return prefixes.flatMap((prefix) =>
    Object.entries(rows).map(([pattern, value]) => [`${prefix}.${pattern}`, value] as const),
  );
}
