import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { requirePart } from '../parts/parts';
import type { Box } from './box';
import { apiServerAddress, kubeconfigFor } from './control-plane';
import { fromJson } from './json';

/** Whether the user asked to look into boxes after the run. */
export const keeping = Boolean(process.env['KEEP_BOX']);

/** Ends a box, or says how to look into it where that was asked for. */
export async function stopOrKeep(box: Box): Promise<void> {
  await (keeping ? keepOpen(box) : box.stop());
}

/** Offers a kept box's API server and Traefiks on this machine's loopback and says where. */
async function keepOpen(box: Box): Promise<void> {
  const server = await publish(box, apiServerAddress);
  const kubeconfig = path.join(box.folder, 'kubeconfig.outside');
  writeFileSync(kubeconfig, kubeconfigFor(`https://${server}`));
  const lines = ['The box is kept:', `  KUBECONFIG=${kubeconfig}`, `  logs: ${box.folder}/*.log`];
  for (const name of readdirSync(box.folder).filter((entry) => /^traefik-[\d-]+$/.test(entry))) {
    const config = fromJson<{ entryPoints: { traefik: { address: string } } }>(
      readFileSync(path.join(box.folder, name, 'traefik.yaml'), 'utf8'),
    );
    lines.push(`  ${name}: http://${await publish(box, config.entryPoints.traefik.address)}/api/rawdata`);
  }
  lines.push(`  run a suite on it again: REAL_BOX=${box.folder} npm run test:real -- test/real/…`);
  lines.push(`  end it: kill ${box.agent.pid}`);
  console.log(lines.join('\n'));
}

/** A process of its own passes connections on; it ends with the box. */
async function publish(box: Box, address: string): Promise<string> {
  const child = spawn(requirePart('agent'), ['-folder', box.folder, '-publish', address], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await once(child.stdout, 'data');
  child.unref();
  child.stdout.destroy();
  return String(line).trim();
}
