import { compileRegexp, toBytes } from '../../../lib/traefik/rule';

function matches(pattern: string, text: string): boolean {
  return compileRegexp(toBytes(pattern)).test(toBytes(text));
}

describe("Go's regular expressions", () => {
  test.each([
    ['(?i)straſſe', 'STRASSE', true],
    ['(?i)k', '\u212a', true],
    ['\\bfoo\\b', 'éfooé', true],
    ['^.$', '😀', true],
    ['^.$', '\udcff', true],
    ['^..$', '\udce2\udc82', true],
    ['\\x{FFFD}', '\udcff', true],
    ['[^\\x00-\\x7F]', 'é', true],
    ['a\\z', 'a\n', false],
    ['\\Q.*\\E', '.*', true],
    ['\\Q(?P<n>\\E', '(?P<n>', true],
    ['[(?P<n>)]', 'P', true],
    ['\\p{greek}', 'α', true],
    ['\\p{uppercase_letter}', 'A', true],
    ['\\P{^Letter}', 'a', true],
    ['[\\p{Digit}-]', '٣', true],
    ['\\\\p{x}', '\\p{x}', true],
    ['(?P<n>a)(?P<n>b)(?<n>c)', 'abc', true],
    ['(?i)\\p{LC}', '\u0345', false],
  ])('%s on %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test.each([
    ['a(?=b)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['\\1', 'invalid escape sequence: `\\1`'],
    ['a**', 'invalid nested repetition operator: `**`'],
    ['a{1001}', 'invalid repeat count: `{1001}`'],
    ['[z-a]', 'invalid character class range: `z-a`'],
    ['\\p{Old_Italic}', 'invalid character class range'],
    ['[[:foo:]]', 'invalid character class range: `[:foo:]`'],
    ['(?P<1-a>x)', 'invalid named capture: `(?P<1-a>`'],
    ['(', 'missing closing ): `(`'],
    ['(?P<name>?)', 'missing argument to repetition operator: `?`'],
    ['(?P<name>a', 'missing closing ): `(?P<name>a`'],
    ['\udcff', 'invalid UTF-8'],
    ['('.repeat(2000) + ')'.repeat(2000), 'expression nests too deeply'],
    ['((a{100}){100}){100}', 'invalid repeat count'],
  ])('%#: a bad one is an error in the words of Go', (pattern, message) => {
    expect(() => compileRegexp(toBytes(pattern))).toThrow(message);
  });

  test.each([
    ['^\\x{D800}', '\ufffd', true],
    ['^\\x{D800}', '\udcff', false],
    ['^a\\x{D800}b$', 'a\ufffdb', true],
    ['^\\x{D800}(b|c)$', '\ufffdc', true],
    ['^\\x{D800}b*$', '\ufffdbb', true],
    ['^\\x{D800}b*', '\ufffdbb', false],
    ['^\\x{D800}.*b$', '\ufffdb', false],
    ['^(\\x{D800})', '\ufffd', false],
    ['^\\x{D800}|b', '\ufffd', false],
    ['\\x{D800}', '\ufffd', false],
    ['^[\\x{D800}]$', '\ufffd', true],
  ])(
    'a surrogate is U+FFFD where Go compares what %s begins with as UTF-8: %j, %s',
    (pattern, text, expected) => {
      expect(matches(pattern, text)).toBe(expected);
    },
  );

  test('take time in proportion to their input, never more', () => {
    expect(matches('^(a*)*$', `${'a'.repeat(50_000)}b`)).toBe(false);
    expect(matches('(a|aa)+$', `${'a'.repeat(50_000)}b`)).toBe(false);
  });
});
