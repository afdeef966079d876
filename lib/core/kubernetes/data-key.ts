const keySyntax = /^[-._a-zA-Z0-9]{1,253}$/;

/** Whether a text can be a key of a ConfigMap or Secret. */
export function isDataKey(text: string): boolean {
  return keySyntax.test(text) && text !== '.' && !text.startsWith('..');
}
