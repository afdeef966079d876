import { array, assert, constantFrom, oneof, property, string, tuple } from 'fast-check';
import { regexpAutomaton, takes } from '../../../lib/traefik/regions';
import { plainProgram } from '../../../lib/traefik/rule/plain-regexp';
import { compiledByRe2 } from '../../../lib/traefik/rule/regexp-program';
import { depth } from '../../support/depth';

const seed = 20261128;

const letters = (all: string): readonly string[] => Array.from(all);
const character = constantFrom(
  ...letters('abkSZ/019-_%'),
  '\\.',
  '\\-',
  '\\?',
  '.',
  '[aA]',
  '[^/nN]',
  '[^a]',
  '[0-9a-f_]',
);
const single = tuple(character, constantFrom('', '', '', '?', '*', '+')).map((parts) => parts.join(''));
const sequence = array(single, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const group = array(
  oneof(
    sequence,
    sequence.map((text) => `${text}$`),
  ),
  { minLength: 1, maxLength: 3 },
).map((parts) => `(?:${parts.join('|')})`);
const pattern = tuple(
  constantFrom('', '', '(?i)'),
  constantFrom('', '^'),
  array(oneof(sequence, sequence, group), { minLength: 1, maxLength: 3 }),
  constantFrom('', '$', '\\z', '|/b'),
).map(([flag, start, parts, end]) => flag + start + parts.join('') + end);
const text = string({
  unit: constantFrom(...letters('aAbkKsSzZ/01f9-_%.?nN\n'), '\u017f', '\u212a', 'é', '\u{1f600}'),
  maxLength: 6,
});

it('reads plain expressions as re2js does', () => {
  let read = 0;
  const numRuns = depth(500, 3000);
  assert(
    property(pattern, array(text, { minLength: 20, maxLength: 20 }), (written, texts) => {
      const [plain, whole] = [plainProgram(written), compiledByRe2(written)];
      if (!plain) return;
      read++;
      expect(whole).toBeDefined();
      if (!whole) return;
      const [ours, theirs] = [regexpAutomaton(plain), regexpAutomaton(whole)];
      for (const each of texts) expect([each, takes(ours, each)]).toEqual([each, takes(theirs, each)]);
    }),
    { seed, numRuns },
  );
  // Those that are not plain are few.
  expect(read).toBeGreaterThan((numRuns * 2) / 3);
});

it.each([
  'a{2}',
  '(a)',
  'a|',
  '',
  '(?s).',
  '(?m)^a',
  '\\d',
  '\\bx',
  '[[:alpha:]]',
  '[a-]',
  '[]a]',
  '[\\w]',
  'a*?',
  'a**',
  '(?:a)*',
  '^*',
  '(?i)[a-z]',
  'é',
  '\\Qa',
  '\\x41',
  'a)',
  '(?:a',
  '[a',
  '(?P<n>a)',
  '[b-a]',
  '\\',
  'a\n',
])('leaves %s to re2js', (written) => {
  expect(plainProgram(written)).toBeUndefined();
});

it('knows the expressions that are made here', () => {
  const made = [
    '\\?',
    '\\.$',
    '//|/\\.\\.?(?:/|$)',
    '^/api\\.Dex(?:/|$)',
    '^/-/[aA]dmi[^/nN]',
    '(?i)^basic ',
  ];
  for (const each of [...made, '(?i)^(?:[^.]*\\.example\\.com)\\z', '(?i)^(?:[^.]+|[^.]+\\.)\\z']) {
    expect([each, plainProgram(each) !== undefined]).toEqual([each, true]);
  }
});
