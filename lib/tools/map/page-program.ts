import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Esbuild from 'esbuild';
import { packageFolder } from '../../core/file';
import { type Problem, ProblemError } from '../../core/finding';

/** What makes the page work: everything of it but the data. */
export interface PageProgram {
  readonly script: string;
  readonly style: string;
}

const sources = 'lib/tools/map/page';

/** Where the package has it; `npm run build` puts it there. */
export const built = { script: 'build/page/map.js', style: 'build/page/map.css' } as const;

/**
 * The page's program: as it came with the package, and made of its sources where these are there, so that it is never
 * older than they are.
 *
 * @param folder of the package
 * @throws ProblemError where neither can be had
 */
export function pageProgram(folder = packageFolder()): PageProgram {
  if (existsSync(join(folder, sources, 'main.ts'))) return bundle(folder);
  try {
    return {
      script: readFileSync(join(folder, built.script), 'utf8'),
      style: readFileSync(join(folder, built.style), 'utf8'),
    };
  } catch {
    throw new ProblemError([notThere(`${join(folder, built.script)} cannot be read.`)]);
  }
}

function bundle(folder: string): PageProgram {
  const { outputFiles } = esbuild().buildSync({
    entryPoints: { map: join(folder, sources, 'main.ts') },
    outdir: 'out',
    // Where esbuild was loaded need not be there any more.
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    charset: 'utf8',
    // What the model asks of Node, and nothing else of it.
    define: { 'process.env': '{}' },
    alias: { 'node:crypto': join(folder, sources, 'shims/crypto.ts') },
    inject: [join(folder, sources, 'shims/buffer.ts')],
    logLevel: 'silent',
  });
  const textOf = (ending: string): string =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css') };
}

function esbuild(): typeof Esbuild {
  try {
    // oxlint-disable-next-line typescript/no-require-imports -- a clone has it, who installs the package needs it not
    return require('esbuild');
  } catch {
    throw new ProblemError([notThere('esbuild, which makes the page of its sources, is not installed.')]);
  }
}

function notThere(message: string): Problem {
  return { rule: 'missing-page-program', severity: 'error', message };
}
