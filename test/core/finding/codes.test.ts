import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../../lib/core/finding/catalogue';

/** Each number with the rules that it has been given to, a line each: users have it in files, and it never means another. */
const given = readFileSync(join(__dirname, 'codes.txt'), 'utf8').trimEnd().split('\n');

test('a number that was given to rules is never given to others', () => {
  const now = Object.entries(catalogue).map(([id, { code }]) => `${code} ${id}`);
  // A new rule adds its line; a rule that goes leaves its line, so that its number stays taken.
  expect(now.filter((line) => !given.includes(line))).toEqual([]);
  const codes = new Map(given.map((line) => line.split(' ')).map(([code = '', id = '']) => [id, code]));
  expect(codes.size).toBe(given.length);
});

test('the list is in the order of the numbers, so that the next free one is seen', () => {
  expect(given).toEqual(given.toSorted());
});
