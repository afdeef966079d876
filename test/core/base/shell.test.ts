import { execFileSync } from 'node:child_process';
import { shellQuoted, shellWord } from '../../../lib/core/base';

const texts = [
  '',
  'plain',
  'two words',
  "it's",
  '$HOME `id` \\ "x"',
  '-n',
  'a\nb',
  '*',
  '~',
  '#',
  '{a,b}',
  'é',
];

test('a shell reads each word as it was', () => {
  for (const quote of [shellQuoted, shellWord]) {
    const script = `printf '%s\\0' ${texts.map(quote).join(' ')}`;
    expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(
      texts,
    );
  }
});

test('only what needs quotes has them', () => {
  expect([shellWord('https://x.example/?a=b'), shellWord('--port=web=8080')]).toEqual([
    "'https://x.example/?a=b'",
    '--port=web=8080',
  ]);
});
