import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderVariable, root, run, tarballVariable } from './foreign-project';
import removeFolder from './teardown';

/** Packs once for all suites: packing compiles to `build`, which two must not do at the same time. */
export default function pack(): void {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-package-'));
  process.env[folderVariable] = folder;
  try {
    const said = run(root, 'npm', ['pack', '--json', '--pack-destination', folder]);
    // The scripts that run before it write to the same stream.
    const [{ filename }]: [{ filename: string }] = JSON.parse(said.slice(said.indexOf('[\n')));
    process.env[tarballVariable] = join(folder, filename);
  } catch (error) {
    removeFolder();
    throw error;
  }
}
