import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium is: what the variable CHROMIUM says, else in the usual places. */
export function chromiumPath(): string | undefined {
  const named = process.env['CHROMIUM'];
  return [...(named === undefined ? usual : [named])].find((path) => existsSync(path));
}

/** Installs Debian's Chromium where none is, and says what it does. Returns whether there is one. */
export function installChromium(): boolean {
  if (chromiumPath() !== undefined) return true;
  console.log('Installing Chromium by apt-get, for the suite of the map.');
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    const { status, error } = spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (error ?? status !== 0) break;
  }
  if (chromiumPath() !== undefined) return true;
  console.error(
    'There is no Chromium, and apt-get has not installed it: name one in the variable CHROMIUM, or go without the suite of the map.',
  );
  return false;
}
