/** Characters that readers of YAML drop, fold or refuse unless escaped, and those that deceive the people who read it. */
const unsafe = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\uFEFF\uFFFE\uFFFF]/gu;

/** A text in double quotes as JSON, YAML and Go all read it: JSON in which what YAML counts as unprintable is escaped. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
