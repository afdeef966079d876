import { createHash } from 'node:crypto';
import type { Values } from '../../../lib/tools/chart';

/** A program that does with its values what a template cannot see, and values that show it. */
export interface Adversary {
  readonly name: string;
  readonly inputs: Readonly<Record<string, Values>>;
  /** What the program makes of the values, as the spec of one object. */
  readonly spec: (values: Values, input: string) => Readonly<Record<string, unknown>>;
  /** Values with which it does something else, by their paths; those that the schema refuses are passed over. */
  readonly telling: Readonly<Record<string, readonly unknown[]>>;
}

const n = (values: Values): number => Number(values['n']);
const t = (values: Values): string => String(values['t']);
const list = (values: Values): readonly string[] =>
  Array.isArray(values['l']) ? values['l'].map(String) : [];

const sizes: Readonly<Record<string, string>> = { small: '64Mi', large: '1Gi' };
const around = [
  -1, 0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 12, 49, 50, 99, 100, 101, 199, 255, 256, 3599, 3600, 3601, 86_400, 1e6,
];
const words = [
  'latest',
  'slow',
  'fast',
  'SLOW',
  'Latest',
  'v1.2',
  'v7',
  'small',
  'large',
  'x',
  '',
  ' ',
  'a b',
  'A',
  'ß',
  '007',
  '1e3',
];

/** One value `t` or `n` that is copied, and something that follows from it in a way of its own. */
function looking(
  name: string,
  value: Values,
  follow: (values: Values) => unknown,
  telling: readonly unknown[] = [],
): Adversary {
  const [key = ''] = Object.keys(value);
  return {
    name,
    inputs: { one: value },
    spec: (values) => ({ copy: values[key], follows: follow(values) }),
    telling: { [key]: [...telling, ...(key === 'n' ? around : words)] },
  };
}

const long = 'abcdefghij'.repeat(8);

export const adversaries: readonly Adversary[] = [
  // Comparisons and clamps of numbers.
  looking('a number at least', { n: 5 }, (values) => Math.max(n(values), 2)),
  looking('a number at most', { n: 5 }, (values) => Math.min(n(values), 10)),
  looking('a number above a limit', { n: 200 }, (values) => n(values) > 100),
  looking('a number that is another', { n: 3 }, (values) => n(values) === 7),
  looking('a number within bounds', { n: 20 }, (values) => n(values) >= 10 && n(values) < 50),
  looking('a limit that is computed', { n: 20 }, (values) => n(values) > 60 * 60),
  looking('a number that is negative', { n: 20 }, (values) => Math.abs(n(values))),
  looking('whether a number is set', { n: 20 }, (values) => (n(values) ? 'yes' : 'no')),
  // Arithmetic.
  looking('a remainder', { n: 9 }, (values) => n(values) % 3 === 0),
  looking(
    'a remainder of a large number',
    { n: 9 },
    (values) => (n(values) % 1000 === 0 ? 'round' : 'odd'),
    [1000, 2000, 5000],
  ),
  looking('a half, rounded', { n: 10 }, (values) => Math.floor(n(values) / 2)),
  looking('a number of digits', { n: 10 }, (values) => String(n(values)).length),
  looking('a fraction', { n: 1.5 }, (values) => n(values).toFixed(1), [1.25, 2.75, 0.05]),
  looking('a fraction as text', { n: 1.5 }, (values) => `x${n(values)}`, [0.5, 1e-7, 1e21]),
  // Words.
  looking('a word', { t: 'slow' }, (values) => t(values) === 'slow'),
  looking('another word', { t: 'fast' }, (values) => t(values) === 'slow'),
  looking('a tag that is latest', { t: '1.4.0' }, (values) => t(values) === 'latest' && 'Always'),
  looking('a word in any case', { t: '1.4.0' }, (values) => t(values).toLowerCase() === 'latest'),
  looking(
    'a switch over words',
    { t: 'a' },
    (values) => {
      switch (t(values)) {
        case 'red':
        case 'green':
          return 'colour';
        default:
          return 'none';
      }
    },
    ['red', 'green', 'blue'],
  ),
  looking('a lookup by word', { t: 'small' }, (values) => sizes[t(values)] ?? '256Mi'),
  looking('a set of words', { t: 'q' }, (values) => new Set(['alpha', 'beta']).has(t(values)), [
    'alpha',
    'beta',
    'gamma',
  ]),
  looking('an empty text', { t: 'a' }, (values) => t(values) || 'default'),
  looking('what a text begins with', { t: '1.2' }, (values) => t(values).startsWith('v')),
  looking('what a text holds', { t: '1.2' }, (values) => t(values).includes('-rc'), ['1.2-rc', 'a-rc.1']),
  looking('what a text ends with', { t: '1.2' }, (values) => t(values).endsWith('-alpine'), [
    '1.2-alpine',
    'x-alpine',
  ]),
  looking('a text and its parts', { t: 'a.b' }, (values) => t(values).split('.').length),
  looking('a regular expression', { t: 'main' }, (values) => /^(?:release|hotfix)-\d+$/.test(t(values)), [
    'release-7',
    'hotfix-12',
  ]),
  looking('a version', { t: 'edge' }, (values) => /^v?\d+\.\d+\.\d+$/.test(t(values)), ['1.2.3', 'v1.2.3']),
  // Lengths.
  looking('a length', { t: 'ab' }, (values) => t(values).length),
  looking('a text that is too long', { t: 'ab' }, (values) => t(values).length > 20, [long]),
  looking('a text cut at 63', { t: 'ab' }, (values) => t(values).slice(0, 63), [long]),
  looking(
    'a text cut at 63 with what stands before it',
    { t: 'ab' },
    (values) => `app-${t(values)}`.slice(0, 63),
    [long.slice(0, 60), long],
  ),
  looking('a text filled up', { t: 'abcdef' }, (values) => t(values).padStart(4, '0')),
  // Forms of texts.
  looking('upper case', { t: 'ABC' }, (values) => t(values).toUpperCase()),
  looking('lower case', { t: 'abc' }, (values) => t(values).toLowerCase()),
  looking('trimmed', { t: 'abc' }, (values) => t(values).trim(), [' a', 'a ', '\ta']),
  looking('made a label', { t: 'abc' }, (values) => t(values).replaceAll(/[^a-z0-9-]/g, '-')),
  looking('encoded for a URL', { t: 'abc' }, (values) => encodeURIComponent(t(values)), ['a/b', 'ü']),
  looking('JSON inside a text', { t: 'abc' }, (values) => JSON.stringify({ value: t(values) }), [
    '"',
    '\\',
    'a\nb',
  ]),
  looking('a dollar in a replacement', { t: 'abc' }, (values) => 'x=HERE'.replace('HERE', t(values)), [
    '$&',
    '$1',
    "$'",
  ]),
  looking('parsed and printed', { t: '8080' }, (values) => String(Number(t(values))), [
    '08080',
    '1e3',
    ' 7',
    'x',
    '',
  ]),
  looking(
    'parsed as JSON',
    { t: '{"a":1}' },
    (values) => {
      try {
        return JSON.parse(t(values));
      } catch {
        return 'none';
      }
    },
    ['[1]', 'true', '7'],
  ),
  looking(
    'a date',
    { t: '2024-05-01' },
    (values) => new Date(t(values)).getTime() > new Date('2025-01-01').getTime(),
    ['2026-01-01', '2031-12-31'],
  ),
  looking('a duration', { t: '90s' }, (values) => parseInt(t(values), 10) * 1000, ['1m', '5s']),
  looking('sixteen digits of its hash', { t: 'abc' }, (values) =>
    createHash('sha256').update(t(values)).digest('hex').slice(0, 16),
  ),
  looking(
    'one bit of its hash',
    { t: 'abc' },
    (values) => createHash('sha256').update(t(values)).digest().readUInt8() % 2,
  ),
  looking('its first character', { t: 'abc' }, (values) => t(values).charCodeAt(0) > 109, ['xyz', 'n']),
  looking('whether it is a number', { t: 'abc' }, (values) => Number.isNaN(Number(t(values)))),
  // Several values.
  {
    name: 'two values that are the same',
    inputs: { one: { a: 'x', b: 'y' } },
    spec: ({ a, b }) => ({ a, b, same: a === b }),
    telling: { a: ['x', 'y'], b: ['x', 'y'] },
  },
  {
    name: 'two values without duplicates',
    inputs: { one: { a: 'x', b: 'y' } },
    spec: ({ a, b }) => ({ all: [...new Set([a, b])] }),
    telling: { a: ['y', 'x', 'z'], b: ['x', 'y', 'z'] },
  },
  {
    name: 'two values in order',
    inputs: { one: { a: 'b', b: 'c' } },
    spec: ({ a, b }) => ({ all: [a, b].map(String).toSorted() }),
    telling: { a: ['a', 'd', 'Z', ''], b: ['a', 'd', 'Z', ''] },
  },
  {
    name: 'the larger of two numbers',
    inputs: { one: { a: 1, b: 5 } },
    spec: ({ a, b }) => ({ a, b, most: Math.max(Number(a), Number(b)) }),
    telling: { a: around, b: around },
  },
  {
    name: 'two numbers above a limit together',
    inputs: { one: { a: 10, b: 20 } },
    spec: ({ a, b }) => ({ a, b, many: Number(a) + Number(b) > 100 }),
    telling: { a: around, b: around },
  },
  {
    name: 'two texts cut together',
    inputs: { one: { a: 'left', b: 'right' } },
    spec: ({ a, b }) => ({ label: `${String(a)}-${String(b)}`.slice(0, 63) }),
    telling: { a: [long.slice(0, 40), long], b: [long.slice(0, 30), long] },
  },
  {
    name: 'a text joined, and asked for its end',
    inputs: { one: { repository: 'r', tag: '1' } },
    spec: ({ repository, tag }) => {
      const image = `${String(repository)}:${String(tag)}`;
      return { image, pull: image.endsWith(':latest') || !image.includes(':') ? 'Always' : 'IfNotPresent' };
    },
    telling: { tag: words, repository: words },
  },
  {
    name: 'texts joined in the order of what they are',
    inputs: { one: { a: 'b', b: 'a' } },
    spec: ({ a, b }) => ({
      joined: String(a) < String(b) ? `${String(a)}${String(b)}` : `${String(b)}${String(a)}`,
    }),
    telling: { a: ['a', 'c', 'B'], b: ['a', 'c', 'B'] },
  },
  {
    name: 'a switch and a number',
    inputs: { one: { on: false, n: 4 } },
    spec: ({ on, n: number }) => ({ on, n: number, both: on === true && Number(number) > 8 }),
    telling: { on: [true, false], n: around },
  },
  {
    name: 'an input that treats a word in its own way',
    inputs: { dev: { t: 'a' }, prod: { t: 'b' } },
    spec: (values, input) => ({ t: values['t'], bad: input === 'prod' && values['t'] === 'debug' }),
    telling: { t: ['debug', 'a', 'b'] },
  },
  {
    name: 'a map that is there, and a word in it',
    inputs: { dev: { t: 'a' }, prod: { t: 'b', cache: { kind: 'redis', size: 3 } } },
    spec: ({ t: text, cache }) => ({
      t: text,
      ...(typeof cache === 'object' &&
        cache !== null &&
        'kind' in cache && { cache, cluster: cache.kind === 'sentinel' }),
    }),
    telling: { t: words },
  },
  // Lists.
  {
    name: 'a list without duplicates',
    inputs: { one: { l: ['a', 'b'] } },
    spec: (values) => ({ l: [...new Set(list(values))] }),
    telling: {
      l: [
        ['a', 'a'],
        ['b', 'a', 'b'],
      ],
    },
  },
  {
    name: 'a list in order',
    inputs: { one: { l: ['a', 'b'] } },
    spec: (values) => ({ l: list(values).toSorted() }),
    telling: {
      l: [
        ['b', 'a'],
        ['B', 'a'],
      ],
    },
  },
  {
    name: 'a list that holds a word',
    inputs: { one: { l: ['a', 'b'] } },
    spec: (values) => ({ l: list(values), debug: list(values).includes('--debug') }),
    telling: { l: [['--debug'], ['a', '--debug'], ['--debug', 'b', 'c']] },
  },
  {
    name: 'a list without empty texts',
    inputs: { one: { l: ['a', 'b'] } },
    spec: (values) => ({ l: list(values).filter((item) => item !== '') }),
    telling: { l: [['', 'a'], ['a', ''], []] },
  },
  {
    name: 'a list of a length',
    inputs: { one: { l: ['a', 'b'] } },
    spec: (values) => ({ l: list(values), many: list(values).length > 3 }),
    telling: { l: [[], ['a'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd', 'e']] },
  },
  {
    name: 'the largest of a list',
    inputs: { one: { l: [3, 9] } },
    spec: ({ l }) => ({ l, most: Array.isArray(l) ? Math.max(0, ...l.map(Number)) > 50 : 0 }),
    telling: { l: [[1], [99], [50, 51], []] },
  },
  {
    name: 'a list of maps with a word',
    inputs: { one: { l: [{ key: 'a', effect: 'NoSchedule' }] } },
    spec: ({ l }) => ({ l, hard: JSON.stringify(l).includes('NoExecute') }),
    telling: { l: [[{ key: 'a', effect: 'NoExecute' }], [{ key: 'NoExecute', effect: 'x' }]] },
  },
];
