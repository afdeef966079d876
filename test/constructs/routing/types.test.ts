import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, 'fixtures/types');
const compiler = join(require.resolve('typescript/package.json'), '../bin/tsc');
const { stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
  encoding: 'utf8',
});
if (!stdout.includes('error TS')) throw new Error(`The compiler found nothing wrong: ${stdout}${stderr}`);

/** Lines of a file on which the compiler found an error. */
function errorLines(file: string): readonly number[] {
  const places = [...stdout.matchAll(/^(\S+)\((\d+),\d+\): error TS/gm)];
  return places.filter(([, path = '']) => path.endsWith(`/${file}`)).map(([, , line]) => Number(line));
}

const lines = readFileSync(join(folder, 'wrong.ts'), 'utf8').split('\n');

/** What is wrong, by its comment, and the line it stands on. */
const mistakes = lines.flatMap((line, index): [string, number][] =>
  line.startsWith('export const w') ? [[String(lines[index - 1]).replace('// ', ''), index + 1]] : [],
);

test.each(mistakes)('the compiler refuses %s', (_, line) => {
  expect(errorLines('wrong.ts')).toContain(line);
});

test('what is right compiles: all 26 and 3 kinds of middleware, and every kind of object', () => {
  expect(errorLines('right.ts')).toEqual([]);
  expect(errorLines('wrong.ts')).toHaveLength(mistakes.length);
});
