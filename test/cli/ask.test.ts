import { PassThrough } from 'node:stream';
import { askerOn } from '../../lib/cli/ask';

function terminal() {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  output.on('data', (data: Buffer) => void (shown += data.toString()));
  return { input, ask: askerOn(input, output), shown: () => shown };
}

test('A line is the answer to a question, and what was typed ahead to the next one', async () => {
  const { input, ask, shown } = terminal();
  const first = ask('Look:\nfirst? ');
  input.write('one\ntwo\n');
  await expect(first).resolves.toBe('one');
  await expect(ask('second? ')).resolves.toBe('two');
  const third = ask('third? ');
  input.write('three\n');
  await expect(third).resolves.toBe('three');
  expect(shown()).toContain('Look:\nfirst? ');
  input.end();
});

test('Where no line comes any more there is no answer', async () => {
  const { input, ask } = terminal();
  const first = ask('first? ');
  input.end();
  await expect(first).resolves.toBeUndefined();
  await expect(ask('second? ')).resolves.toBeUndefined();
});
