import { type Library, type Overload, overloadsOf } from './signature';

/** All functions that expressions may call. */
export interface Functions {
  /** Whether a function, no method, is called so. */
  readonly has: (name: string) => boolean;
  readonly named: (name: string, isMethod: boolean) => readonly Overload[];
}

/** The functions of libraries. */
export function functionsOf(libraries: readonly Library[]): Functions {
  const byName = new Map<string, Overload[]>();
  for (const overload of libraries.flatMap(overloadsOf)) {
    const key = keyOf(overload.name, overload.isMethod);
    byName.set(key, [...(byName.get(key) ?? []), overload]);
  }
  return {
    has: (name) => byName.has(name),
    named: (name, isMethod) => byName.get(keyOf(name, isMethod)) ?? [],
  };
}

function keyOf(name: string, isMethod: boolean): string {
  return isMethod ? `.${name}` : name;
}
