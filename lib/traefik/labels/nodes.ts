import { fold } from './shape';

/** A part of a configuration as labels name it. */
export interface LabelNode {
  /** As the first label has it, in the order of the labels. */
  readonly name: string;
  value: string;
  readonly children: LabelNode[];
  /** A label that says it, or something below it. */
  readonly label: string;
  /** The label that gave the value; undefined where labels say only what lies below. */
  own?: string;
  /** The items of a list that a file writes as one. */
  readonly items?: readonly string[];
  /** The value as a file has it. */
  readonly raw?: unknown;
}

/** Labels that no configuration can be made of, and the one that is at fault. */
export class LabelError extends Error {
  override readonly name = 'LabelError';

  constructor(
    message: string,
    readonly label: string,
    /** Whether Traefik itself crashes over it. */
    readonly isCrash = false,
  ) {
    super(message);
  }
}

/** The first element of every label that Traefik reads. */
const root = 'traefik';

/**
 * Labels as a tree, as paerser's DecodeToNode makes it: `traefik.http.routers.web.rule` is a path, a last `[n]` of an
 * element an element of its own.
 *
 * @param filters beginnings of the labels that count, compared without case
 * @throws LabelError where a label is no path
 */
export function nodesOf(
  labels: Readonly<Record<string, string>>,
  filters: readonly string[],
): LabelNode | undefined {
  const keys = Object.keys(labels)
    .filter((key) => filters.some((filter) => fold(key.slice(0, filter.length)) === filter))
    .sort();
  let tree: LabelNode | undefined;
  const children: Children = new Map();
  for (const key of keys) {
    const [, ...path] = elementsOf(key);
    tree ??= { name: root, value: '', children: [], label: key };
    addTo(tree, children, path, labels[key] ?? '', key);
  }
  return tree;
}

function elementsOf(key: string): readonly string[] {
  const [first = '', ...rest] = key.split('.');
  if (first !== root) throw new LabelError(`invalid label root ${first}`, key);
  return [
    first,
    ...rest.flatMap((element) => {
      if (element === '') throw new LabelError(`invalid element: ${key}`, key);
      if (element.startsWith('[')) {
        throw new LabelError(
          `invalid leading character '[' in field name (bracket is a slice delimiter): ${element}`,
          key,
        );
      }
      if (!element.endsWith(']')) return [element];
      const bracket = element.indexOf('[');
      if (bracket < 0) throw new LabelError(`a "]" without a "[" before it: ${element}`, key, true);
      return [element.slice(0, bracket), element.slice(bracket)];
    }),
  ];
}

/** The children of each node by their names without case. */
type Children = Map<LabelNode, Map<string, LabelNode>>;

function addTo(
  tree: LabelNode,
  children: Children,
  path: readonly string[],
  value: string,
  label: string,
): void {
  let node = tree;
  for (const name of path) {
    const own = children.get(node) ?? new Map<string, LabelNode>();
    children.set(node, own);
    const folded = fold(name);
    const child = own.get(folded) ?? { name, value: '', children: [], label };
    if (!own.has(folded)) {
      own.set(folded, child);
      node.children.push(child);
    }
    node = child;
  }
  node.value = value;
  node.own = label;
}
