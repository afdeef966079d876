import type { IConstruct } from 'constructs';

/**
 * Lets a construct have children of every name. The library keeps them in an object that inherits from Object's own,
 * and so takes a child named `constructor` for one that is there already.
 *
 * @param construct one that has no children yet
 */
export function admitEveryName<T extends IConstruct>(construct: T): T {
  Reflect.set(construct.node, '_children', Object.create(null));
  return construct;
}
