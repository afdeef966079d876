/** The letters that stand for a control character behind a backslash, and the backslash itself, as C has them. */
export const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** What such a character is written as. */
export const escaped: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(escapes).map(([letter, mark]) => [mark, `\\${letter}`]),
);
