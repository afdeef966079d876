import { readDotenv } from '../../../lib/project/compose/dotenv';
import { SubstitutionError, substitute } from '../../../lib/project/compose/substitute';
import { readBytes, readDuration, readWords } from '../../../lib/project/compose/units';

const values: Readonly<Record<string, string>> = { A: 'a', EMPTY: '', DOLLAR: '$A' };
const lookup = (name: string): string | undefined => values[name];

test.each([
  ['$A-${A}', 'a-a'],
  ['${NOPE:-x} and ${A}', 'x and a'],
  ['${EMPTY:-x}${EMPTY-y}', 'x'],
  ['${A:+set}${NOPE:+set}', 'set'],
  ['${NOPE:-${EMPTY:-deep}}', 'deep'],
  ['$$A $1 $ {A}', '$A $1 $ {A}'],
  ['${DOLLAR}', '$A'],
  ['${NOPE:-{}}', '{}'],
  ['${NOPE:-$$apr1$$x}', '$apr1$x'],
])('%s reads %s', (text, expected) => {
  expect(substitute(text, lookup)).toBe(expected);
});

test('A variable that has to be set is asked for by name and reason', () => {
  expect(() => substitute('${NOPE:?of ${A}}', lookup)).toThrow(
    new SubstitutionError('The variable NOPE has to be set: of a.'),
  );
  expect(() => substitute('${1x}', lookup)).toThrow(SubstitutionError);
});

test('Files of variables are read with quotes, comments, escapes and variables', () => {
  const variables = new Map<string, string>();
  const text = `export A=1\nB="x $A\\n" # c\nC='x $A'\nD=a #c\nE: yaml\n\n# F=1\nG=$\{OUT:-o}\nH="two\nlines"\nI=\\$A\nSET\nI2="\\$A"\n`;
  readDotenv(text, '.env', variables, (name) => (name === 'SET' ? 'shell' : undefined));
  expect(Object.fromEntries(variables)).toEqual({
    A: '1',
    B: 'x 1\n',
    C: 'x $A',
    D: 'a',
    E: 'yaml',
    G: 'o',
    H: 'two\nlines',
    I: '\\1',
    SET: 'shell',
    I2: '$A',
  });
  expect(() => readDotenv('A=1\n B="x', 'x.env', variables, lookup)).toThrow(
    expect.objectContaining({ location: { file: 'x.env', line: 2, column: 4 } }),
  );
});

test('Durations, sizes and commands are read as Compose reads them', () => {
  expect(readDuration('1d1.5h')).toBe(91_800_000_000_000n);
  expect(readDuration('10')).toBeUndefined();
  expect(readBytes('1.5gb')).toBe(1_610_612_736);
  expect(readBytes('5x')).toBeUndefined();
  expect(readWords(`a "b c" d\\ e 'f"'; g`)).toEqual(['a', 'b c', 'd e', 'f"']);
  expect(readWords('say "x')).toBeUndefined();
});
