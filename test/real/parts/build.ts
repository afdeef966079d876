import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { installChromium } from './chromium';
import { prepareCopies } from './copies';
import { cacheFolder, modFileOf, moduleFolder, partPath, parts, type Part } from './parts';

/**
 * Builds the parts that are missing. A part appears in the cache by one rename, so an interrupted build
 * leaves none that is half made; two builds side by side wait for each other.
 */
async function main(): Promise<number> {
  const missing = parts.filter((part) => !existsSync(partPath(part)));
  if (missing.length === 0) {
    console.log(`All ${parts.length} parts are in ${cacheFolder()}.`);
    return 0;
  }
  const go = spawnSync('go', ['version'], { encoding: 'utf8' });
  if (go.status !== 0) {
    console.error(
      'Go is missing: the parts are built from source. Install Go 1.26 or newer, then run this again.',
    );
    return 1;
  }
  console.log(
    `Building ${missing.length} of ${parts.length} parts with ${go.stdout.trim()} into ${cacheFolder()}`,
  );
  mkdirSync(cacheFolder(), { recursive: true });
  const release = await lock(path.join(cacheFolder(), '.lock'));
  try {
    removeHalves();
    for (const part of missing) {
      if (existsSync(partPath(part))) continue;
      if (!(await build(part))) return 1;
    }
  } finally {
    release();
  }
  return 0;
}

async function build(part: Part): Promise<boolean> {
  const started = Date.now();
  const target = partPath(part);
  const modFile = modFileOf(part);
  prepareCopies(modFile);
  const half = `${target}.${process.pid}.half`;
  process.stdout.write(`${part.name} ${part.version} … `);
  const status = await run(
    'go',
    [
      'build',
      '-mod=readonly',
      `-modfile=${modFile}`,
      '-trimpath',
      '-buildvcs=false',
      '-ldflags',
      `-s -w ${part.ldflags ?? ''}`,
      '-o',
      half,
      part.package,
    ],
    moduleFolder(part),
  );
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  if (status !== 0) {
    rmSync(half, { force: true });
    console.log(`failed after ${seconds} s`);
    return false;
  }
  renameSync(half, target);
  console.log(`${(statSync(target).size / 1e6).toFixed(0)} MB in ${seconds} s`);
  return true;
}

/** What interrupted builds left; the lock is held, so no other build works on them. */
function removeHalves(): void {
  for (const name of readdirSync(cacheFolder())) {
    if (name.endsWith('.half')) rmSync(path.join(cacheFolder(), name));
  }
}

function run(command: string, args: readonly string[], folder: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, CGO_ENABLED: '0' };
    const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

/** A lock file that holds its owner's process id; the lock of a process that has ended is taken over. */
async function lock(file: string): Promise<() => void> {
  let told = false;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    if (owner > 0 && !isRunning(owner)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) console.log(`Another build runs (process ${owner}); waiting for it.`);
    told = true;
    await pause(500);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

void main().then((code) => {
  process.exitCode = installChromium() ? code : 1;
});
