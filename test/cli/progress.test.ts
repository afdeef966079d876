import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';
import { progressLine } from '../../lib/cli/progress';

interface Ran {
  readonly code: number;
  /** All that the terminal got, in order. */
  readonly written: string;
  /** What is left on it to read. */
  readonly shown: string;
}

/** Runs a command on a terminal that shows both streams; `columns` is undefined where it is none. */
async function run(
  argv: readonly string[],
  columns: number | undefined,
  variables: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  let written = '';
  const write = (text: string): void => void (written += text);
  const code = await main(argv, {
    variables,
    standardInput: () => '',
    out: write,
    err: write,
    ...(columns !== undefined && { columns }),
  });
  return { code, written, shown: shownOf(written) };
}

/** A terminal as far as it is needed: a line may be begun anew and erased to its end. */
function shownOf(written: string): string {
  return written
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf('\r\u001B[K') + 1).replace('\u001B[K', ''))
    .join('\n');
}

const validate = ['validate', '--environments', 'environments', '--env', 'prod'];

test('a terminal is told what is done, in one line that is gone at the end', async () => {
  const plain = await run(validate, undefined);
  const watched = await run(validate, 80);
  expect(watched.written).toContain('\r\u001B[Kmaking prod, 1 of 1\r\u001B[K');
  expect(watched).toMatchObject({ code: 0, shown: plain.shown });
});

test('the line is gone before problems are told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'progress-'));
  try {
    const chart = ['chart', '--environments', folder, '--output', join(folder, 'chart')];
    const [plain, watched] = [await run(chart, undefined), await run(chart, 80)];
    expect(watched).toMatchObject({ code: plain.code, shown: plain.shown });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each<[string, number | undefined, Readonly<Record<string, string>>]>([
  ['what is no terminal', undefined, {}],
  ['one under NO_COLOR', 80, { NO_COLOR: '1' }],
  ['one of a pipeline', 80, { CI: 'true' }],
  ['one that cannot erase', 80, { TERM: 'dumb' }],
])('%s is told nothing of it', async (_, columns, variables) => {
  expect((await run(validate, columns, variables)).written).not.toContain('\r');
});

test('a line is never wider than the terminal, nor obeyed by it', () => {
  let written = '';
  const surroundings = {
    variables: {},
    standardInput: () => '',
    out: () => undefined,
    err: (text: string) => void (written += text),
    columns: 10,
  };
  const progress = progressLine(surroundings);
  progress.clear();
  expect(written).toBe('');
  progress.say(`a\n\u001B[2J${'x'.repeat(50)}`);
  expect(written.slice(0, 4)).toBe('\r\u001B[K');
  expect(written.slice(4)).toMatch(/^[ -~]{9}$/);
});
