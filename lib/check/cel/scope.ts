import type { Call } from './ast';
import type { Functions } from './functions';
import type { Type } from './types';

/** What an expression may name. */
export interface Scope {
  readonly functions: Functions;
  /** The type of a name, undefined where nothing is called so. */
  readonly typeOf: (name: string) => Type | undefined;
  /** Names that Kubernetes knows and that stand for nothing here, and why. */
  readonly beyond: Readonly<Record<string, string>>;
  /** Whether lists and maps that are written out may hold values of several types. @default false */
  readonly mixes?: boolean;
}

/** A scope in which further names stand for something. */
export function within(scope: Scope, names: readonly string[], types: readonly Type[]): Scope {
  return {
    ...scope,
    typeOf: (name) => {
      const index = names.indexOf(name);
      return index < 0 ? scope.typeOf(name) : types[index];
    },
  };
}

/** Whether a value of the type may be true or false. */
export function isBool({ kind }: Type): boolean {
  return kind === 'bool' || kind === 'dyn' || kind === 'param';
}

/** Names of types that expressions may write. */
export const typeNames: ReadonlySet<string> = new Set(
  'bool int uint double string bytes list map null_type type optional_type'.split(' '),
);

/** The function that a call names, with the words before its dot where they are part of it; undefined for a method. */
export function functionName({ name, target }: Call, { functions, typeOf }: Scope): string | undefined {
  if (!target) return name;
  if (target.kind !== 'name' || typeOf(target.name)) return undefined;
  const qualified = `${target.name}.${name}`;
  return functions.has(qualified) ? qualified : undefined;
}
