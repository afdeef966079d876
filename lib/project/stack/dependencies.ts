import type { IConstruct } from 'constructs';
import type { Problem } from '../../core/finding';
import { placed } from '../../constructs/construct';
import { type ConstructTree, isWithin } from './tree';

/** All of `source` comes after all of `target`; the two have nothing in common. */
export interface Dependency {
  readonly source: number;
  readonly target: number;
}

export interface Dependencies {
  readonly edges: readonly Dependency[];
  readonly problems: readonly Problem[];
}

/**
 * What `node.addDependency` said anywhere in a tree. A construct that depends on a part of itself means that
 * the rest of it comes after that part; one that depends on what encloses it comes after the rest of that.
 */
export function dependenciesOf(tree: ConstructTree): Dependencies {
  const edges: Dependency[] = [];
  const problems: Problem[] = [];
  // Most programs order nothing, and V8 notes something in each construct that is a key.
  let numbers: ReadonlyMap<IConstruct, number> | undefined;
  tree.constructs.forEach((construct, source) => {
    for (const dependency of construct.node.dependencies) {
      numbers ??= new Map(tree.constructs.map((one, number) => [one, number]));
      const target = numbers.get(dependency);
      if (target === source) {
        problems.push(
          placed(construct, {
            rule: 'self-dependency',
            severity: 'error',
            message: 'It depends on itself.',
            consequence: 'There is no order in which it could be applied; cdk8s would lose the object.',
            fix: 'Remove the dependency.',
          }),
        );
      } else if (target === undefined) {
        problems.push(
          placed(construct, {
            rule: 'foreign-dependency',
            severity: 'error',
            message: `It depends on "${dependency.node.path}", which is not part of this app.`,
            consequence: 'Nothing could be ordered by it.',
            fix: 'Depend on a construct of the same app.',
          }),
        );
      } else {
        edges.push(...disjoint(tree, source, target));
      }
    }
  });
  return { edges, problems };
}

function disjoint(tree: ConstructTree, source: number, target: number): Dependency[] {
  if (isWithin(tree, target, source)) {
    return besides(tree, source, target).map((rest) => ({ source: rest, target }));
  }
  if (isWithin(tree, source, target)) {
    return besides(tree, target, source).map((rest) => ({ source, target: rest }));
  }
  return [{ source, target }];
}

/** The parts of a construct that stand beside the way down to one of its descendants. */
function besides(tree: ConstructTree, ancestor: number, descendant: number): number[] {
  const rest: number[] = [];
  let inner = descendant;
  while (inner !== ancestor) {
    const parent = tree.parents[inner] ?? ancestor;
    for (const sibling of tree.children[parent] ?? []) if (sibling !== inner) rest.push(sibling);
    inner = parent;
  }
  return rest;
}
