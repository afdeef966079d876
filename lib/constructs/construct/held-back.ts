import type { IConstruct } from 'constructs';

const heldBack = new WeakSet<IConstruct>();

/** Keeps the objects of a construct, and of all below it, out of the manifests of its deployment scope. */
export function holdBack(construct: IConstruct): void {
  heldBack.add(construct);
}

/** Whether the objects of a construct stay out of the manifests: somebody else hands them out. */
export function isHeldBack(construct: IConstruct): boolean {
  if (heldBack.has(construct)) return true;
  const { scope } = construct.node;
  return scope !== undefined && isHeldBack(scope);
}
