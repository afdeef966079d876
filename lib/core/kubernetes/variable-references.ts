/** The names that the value of a variable refers to as `$(NAME)`; `$$(NAME)` is no reference. */
export function referencesIn(value: string): readonly string[] {
  return [...value.matchAll(/\$\$|\$\(([-._a-zA-Z][-._a-zA-Z0-9]*)\)/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  );
}
