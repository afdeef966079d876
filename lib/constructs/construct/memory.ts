import type { IConstruct } from 'constructs';
import { deploymentScopeOf } from './scope';

/** What is remembered of constructs without being a part of them: it is forgotten with them. */
export class ConstructMemory<Value> {
  private readonly values = new WeakMap<IConstruct, Value>();

  /** Remembers something of a construct, in the place of what was remembered before. */
  set(construct: IConstruct, value: Value): void {
    this.values.set(construct, value);
  }

  /** What is remembered of the construct itself. */
  get(construct: IConstruct): Value | undefined {
    return this.values.get(construct);
  }
}

/**
 * Something that all constructs of one deployment scope share, made when it is first asked for.
 *
 * @returns what the scope of a construct has
 */
export function sharedInScope<Value>(make: () => Value): (construct: IConstruct) => Value {
  const memory = new ConstructMemory<Value>();
  return (construct) => {
    const scope = deploymentScopeOf(construct);
    const value = memory.get(scope) ?? make();
    memory.set(scope, value);
    return value;
  };
}
