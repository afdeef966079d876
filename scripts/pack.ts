/**
 * The second half of `npm run build`: puts the hundreds of files that the compiler has made of lib/ into one,
 * build/lib/program.js, which loads in half the time. Each of them still runs when it is first asked for, and
 * once, whichever door is taken. The doors stay where they were; types and JSON stay beside them.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { buildSync } from 'esbuild';
import own from '../package.json';

const folder = resolve(__dirname, '..', 'build', 'lib');
const program = join(folder, 'program.js');

/** The files below build/lib that are loaded by their path: what package.json exports, and what `bin/` loads. */
function doors(): readonly string[] {
  const targets = Object.values(own.exports).flatMap((target) =>
    typeof target === 'string' ? [] : [resolve(folder, '../..', target.default)],
  );
  const launched = ['cli/main.js', 'project/output/index.js'].map((file) => join(folder, file));
  return [...targets.filter((file) => file.startsWith(folder + sep)), ...launched];
}

function pathFrom(from: string, to: string): string {
  return `./${relative(from, to).split(sep).join('/')}`;
}

/** Node finds the names of a CommonJS module for `import { name }` by reading its text, not by running it. */
function doorText(door: string): string {
  // oxlint-disable-next-line typescript/no-require-imports -- a path that is known here alone
  const names = Object.keys(require(door)).filter((name) => name !== '__esModule');
  const name = JSON.stringify(pathFrom(folder, door));
  return [
    '"use strict";',
    `module.exports = require(${JSON.stringify(pathFrom(join(door, '..'), program))})[${name}]();`,
    `0 && (module.exports = { ${names.join(', ')} });`,
    '',
  ].join('\n');
}

const texts = new Map(doors().map((door) => [door, doorText(door)]));

buildSync({
  stdin: {
    contents: [...texts.keys()]
      .map((door) => JSON.stringify(pathFrom(folder, door)))
      .map((path) => `exports[${path}] = () => require(${path});`)
      .join('\n'),
    resolveDir: folder,
  },
  outfile: program,
  bundle: true,
  platform: 'node',
  target: 'node20',
  packages: 'external',
  // They stay files: JSON.parse reads them faster than JavaScript is compiled.
  external: [join(folder, '../*.json')],
  logLevel: 'warning',
});

for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  const path = join(folder, file);
  if (path.endsWith('.js') && path !== program) rmSync(path);
}
for (const [door, text] of texts) writeFileSync(door, text);
