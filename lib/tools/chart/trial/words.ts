import type { Constants } from './constants';

/** Texts of the kinds that programs like to take apart, whatever they are. */
const usual = [
  'true',
  'false',
  'yes',
  'no',
  'on',
  'off',
  'null',
  'undefined',
  'none',
  'default',
  'latest',
  'NaN',
  '0',
  '1',
  '-1',
  '007',
  '1.0',
  '1e3',
  '0x10',
  '3.14',
  '100',
  '65536',
  '9007199254740993',
  '1_000',
  '1.2.3',
  'v1.2.3',
  '1.2.3-rc.1',
  '2024-01-31',
  '2031-12-31T23:59:59Z',
  '12:30',
  '10m',
  '1h30m',
  '512Mi',
  '50%',
  '10.0.0.1',
  '10.0.0.0/8',
  '::1',
  'localhost',
  'a.example.com',
  '*.example.com',
  'user@example.com',
  'http://a.example/x?y=1#z',
  '/a/../b',
  'C:\\x',
  '{"a":1}',
  '[1,2]',
  '"quoted"',
  "it's",
  'a,b,,c',
  'a;b',
  'a=b',
  'a: b',
  ' a ',
  'a  b',
  'a\tb',
  'a\n',
  '\na',
  'a b',
  '-a',
  'a-',
  '.a',
  'a.',
  '_a',
  'A-B_C.d',
  'ÀÉ',
  'ﬁ',
  'İ',
  '😀',
  '${a}',
  '$1',
  '$&',
  '%s',
  '{{ a }}',
  '<b>',
  '&amp;',
  '__proto__',
  'constructor',
  'toString',
  'aa',
  'zz',
];

/** Texts to try at a value. */
export interface Words {
  /** Tried as they are, in other cases, and as parts of others. */
  readonly near: readonly string[];
  /** Tried as they are. */
  readonly far: readonly string[];
}

/** The words of a program, of all its values, and the usual ones. */
export function wordsOf({ texts, others }: Constants, values: readonly string[]): Words {
  const near = new Set([...values.filter((text) => text.length <= 100), ...texts]);
  const far = [...usual, ...others].filter((text) => !near.has(text));
  return { near: [...near], far: [...new Set(far)] };
}

/** What a program that looks into a text may take for the same as a word, or for something that holds it. */
export function variantsOf(word: string, base: string): readonly string[] {
  return [
    word.toUpperCase(),
    word.toLowerCase(),
    `${word}${base}`,
    `${base}${word}`,
    `${base}-${word}-${base}`,
  ];
}

/** Texts like one that is there: a program that takes it apart gives something else for some of them. */
export function similarTo(base: string): readonly string[] {
  const half = Math.ceil(base.length / 2);
  const digits = [...base.matchAll(/\d+/g)].flatMap(({ index, 0: digit }) =>
    [`${Number(digit) + 1}`, `${digit}0`, `0${digit}`, '0', '99999'].map(
      (other) => base.slice(0, index) + other + base.slice(index + digit.length),
    ),
  );
  return [
    base.toUpperCase(),
    base.toLowerCase(),
    Array.from(base).toReversed().join(''),
    base.slice(0, half),
    base.slice(half),
    base.slice(1),
    base.slice(0, -1),
    `${base}${base}`,
    `${base} ${base}`,
    `${base},${base}`,
    `${base}.${base}`,
    ` ${base} `,
    base.replaceAll(/[A-Za-z]/g, (letter) =>
      letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
    ),
    ...['1', '2', '7', '8', 'b', 'Z'].flatMap((other) => [
      `${base.slice(0, -1)}${other}`,
      `${other}${base.slice(1)}`,
    ]),
    ...digits.slice(0, 40),
  ];
}
