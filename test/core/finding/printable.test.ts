import { cut, printable, printableLines } from '../../../lib/core/finding';

test('what a terminal would obey is shown instead', () => {
  expect(printable('a\u001b[31mred\u0007')).toBe('a\\u001b[31mred\\u0007');
  expect(printable('\u009b2J')).toBe('\\u009b2J');
  expect(printable('one\ntwo\r\tthree\u2028four')).toBe('one\\ntwo\\r\\tthree\\u2028four');
});

test('what turns the direction of text, or hides in it, is shown instead', () => {
  expect(printable('user\u202etxt.exe')).toBe('user\\u202etxt.exe');
  expect(printable('a\u2066b\u200bc\ufeffd\u{e0041}e')).toBe('a\\u2066b\\u200bc\\ufeffd\\u{e0041}e');
});

test('any other text stays as it is', () => {
  expect(printable('größer → 日本語 🚢 "quoted" \\n')).toBe('größer → 日本語 🚢 "quoted" \\n');
});

test('lines stay lines where the text is ours', () => {
  expect(printableLines('a\u001bb\nc\n')).toBe('a\\u001bb\nc\n');
});

test('a text that is longer than anyone reads is cut, and that is said', () => {
  expect(cut('abcdef', 6)).toBe('abcdef');
  expect(cut('abcdefg', 6)).toBe('abcdef… (1 characters more)');
});
