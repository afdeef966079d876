import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repository } from './support';

/** What V8's mark of what it compiles is: at first, with its flags changed, and in `asUsual`. */
function marks(): readonly number[] {
  const script = `
const { cachedDataVersionTag } = require('node:v8');
const { asUsual, optimizeLater } = require(${JSON.stringify(join(repository, 'bin/engine.js'))});
const first = asUsual(cachedDataVersionTag);
optimizeLater();
console.log(JSON.stringify([first, cachedDataVersionTag(), asUsual(cachedDataVersionTag), cachedDataVersionTag()]));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the script writes it
  return JSON.parse(stdout) as readonly number[];
}

test('what is compiled for all processes carries the mark of a process whose flags nobody has changed', () => {
  const [first, changed, usual, again] = marks();
  expect(usual).toBe(first);
  expect(again).toBe(changed);
  const isTuned = /^v2[02]\./.test(process.version);
  expect(changed === first).toBe(!isTuned);
});
