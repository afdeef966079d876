import type { IConstruct } from 'constructs';

const deploymentScopes = new WeakSet<IConstruct>();

/**
 * Marks a construct as the root of what one cluster receives (an environment). Names need to be unique only
 * below it, and what it holds is written to a folder of its own.
 */
export function markDeploymentScope(construct: IConstruct): void {
  deploymentScopes.add(construct);
}

/** Whether this construct was marked as the root of what one cluster receives. */
export function isDeploymentScope(construct: IConstruct): boolean {
  return deploymentScopes.has(construct);
}

/** The nearest marked scope at or above a construct; the root of the tree where none is marked. */
export function deploymentScopeOf(construct: IConstruct): IConstruct {
  if (isDeploymentScope(construct)) return construct;
  const parent = construct.node.scope;
  return parent ? deploymentScopeOf(parent) : construct;
}
