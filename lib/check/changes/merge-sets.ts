import { groupBy } from '../../core/base';
import type { RequestSet } from '../../traefik/difference';
import { formatRule, parseRule } from '../../traefik/rule';

/** A set with the conditions that its requests fulfil. */
interface Conditions {
  readonly set: RequestSet;
  readonly parts: ReadonlySet<string>;
}

/** Sets with more parts than this stay as they are. */
const mostSets = 200;

/** The same requests in fewer sets: what two sets have and have not is asked of neither, and what another one holds is left out. */
export function mergedSets(sets: readonly RequestSet[]): readonly RequestSet[] {
  const distinct = [...new Map(sets.map((set) => [JSON.stringify(set), set])).values()];
  if (distinct.length > mostSets) return distinct;
  const places = groupBy(distinct, ({ entryPoint, scheme, serverName }) =>
    JSON.stringify([entryPoint, scheme, serverName]),
  );
  return [...places.values()].flatMap(mergedAtOnePlace);
}

function mergedAtOnePlace(sets: readonly RequestSet[]): readonly RequestSet[] {
  let all = sets.map((set): Conditions => ({ set, parts: new Set(partsOf(set)) }));
  for (let merged = mergedOnce(all); merged; merged = mergedOnce(all)) all = merged;
  return all.map(({ set }) => set);
}

/** Two of the sets as one; undefined where none can be. */
function mergedOnce(all: readonly Conditions[]): Conditions[] | undefined {
  for (const [place, one] of all.entries()) {
    for (const other of all.slice(place + 1)) {
      const both = union(one, other);
      if (both) return [...all.slice(0, place), both, ...all.slice(place + 1).filter((set) => set !== other)];
    }
  }
  return undefined;
}

function union(one: Conditions, other: Conditions): Conditions | undefined {
  const [own, others] = [without(one, other), without(other, one)];
  if (own.length === 0) return one;
  if (others.length === 0) return other;
  const [left = '', ...leftRest] = own;
  const [right = '', ...rightRest] = others;
  const areOpposite =
    leftRest.length + rightRest.length === 0 && (left === `!${right}` || right === `!${left}`);
  const common = [...one.parts].filter((part) => part !== left);
  return areOpposite && common.length > 0
    ? { set: { ...one.set, rule: common.join(' && ') }, parts: new Set(common) }
    : undefined;
}

function without({ parts }: Conditions, other: Conditions): readonly string[] {
  return [...parts].filter((part) => !other.parts.has(part));
}

/** The parts of a rule that must all hold, each as text that can stand beside others. */
function partsOf({ scheme, rule }: RequestSet): readonly string[] {
  const protocol = scheme === 'http' || scheme === 'https' ? 'http' : 'tcp';
  const { tree } = parseRule(rule, { protocol });
  const parts = tree.kind === 'and' ? tree.operands : [tree];
  return parts.map((part) => (part.kind === 'or' ? `(${formatRule(part)})` : formatRule(part)));
}
