/**
 * The same function, asked once for each object: its answer is remembered as long as the object lives. For what follows from
 * an object alone, whoever asks, and for objects that nobody changes: those that a user holds may be others when they are
 * handed over again.
 */
export function oncePer<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const answers = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = answers.get(key);
    if (known) return known.value;
    const value = compute(key);
    answers.set(key, { value });
    return value;
  };
}
