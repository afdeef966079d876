/** The last part of `npm run build`: makes the program of the page that `map` writes, which the package brings along. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { built, pageProgram } from '../lib/tools/map/page-program';

const program = pageProgram();
for (const part of ['script', 'style'] as const) {
  const file = resolve(__dirname, '..', built[part]);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, program[part]);
}
