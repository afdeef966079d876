import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Environment variable that names another folder for answers, or `off`. */
const cacheVariable = 'CDK8S_TRAEFIK_CACHE';

/** Where answers are kept, and whose they are. */
export interface CachePlace {
  readonly folder: string;
  /** What the answers depend on besides what is asked: this package's code and what runs it. */
  readonly code: string;
}

/**
 * Where this process keeps answers: beside the packages of the project, where build tools keep such things, and only
 * where it is known of which code an answer is. A clone that runs its sources keeps none.
 */
export function cachePlace(): CachePlace | undefined {
  // The build puts a digest of all code in the place of the variable (scripts/pack.ts).
  const digest = process.env['CDK8S_TRAEFIK_CODE'];
  const wanted = process.env[cacheVariable];
  if (!digest || wanted === 'off') return undefined;
  try {
    const folder = wanted ? resolve(wanted) : ofProject(process.cwd());
    if (folder === undefined) return undefined;
    files ??= filesBeside(__dirname);
    return { folder, code: [digest, process.version, files].join(' ') };
  } catch {
    // The working folder is gone, or a bundler has put the code into a file of its own.
    return undefined;
  }
}

/** They are what this process runs, whatever becomes of them meanwhile. */
let files: string | undefined;

/** The state of the files of code: an installed package that was patched still has the digest of the one that was built. */
function filesBeside(folder: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return names
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    })
    .join(' ');
}

function ofProject(folder: string): string | undefined {
  const packages = join(folder, 'node_modules');
  if (existsSync(packages)) return join(packages, '.cache', 'cdk8s-traefik');
  const above = dirname(folder);
  return above === folder ? undefined : ofProject(above);
}
