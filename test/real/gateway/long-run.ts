import { runSets } from '../differential/differential';
import { traefikVersions } from '../parts/parts';
import { Box } from '../support';
import { installGatewayApi } from '../support/gateway-crds';
import { gatewayKit, gatewaySubjects } from './kit';

/*
 * The long comparison with the real Traefik, run by hand: `npx tsx test/real/gateway/long-run.ts VERSION SETS REQUESTS SEED`.
 */

async function main(): Promise<void> {
  const [version = '', ...numbers] = process.argv.slice(2);
  const [sets = 100, requests = 100, seed = 1] = numbers.map(Number);
  const subjects = gatewaySubjects(traefikVersions.filter((built) => built === version));
  if (subjects.length === 0) throw new Error(`Name a version that is built: ${traefikVersions.join(', ')}`);
  const box = await Box.start();
  await installGatewayApi(box);
  try {
    for (const [built, index, config] of subjects) {
      const seeds = Array.from({ length: sets }, (_, at) => seed + index * 1_000_000 + at);
      let shown = 0;
      const subject = { version: built, config, kit: gatewayKit };
      const tally = await runSets(box, subject, seeds, requests, ({ disagreements }) => {
        for (; shown < disagreements.length; shown++) console.log(JSON.stringify(disagreements[shown]));
      });
      const { disagreements, recordings: _kept, ...counts } = tally;
      console.error(`configuration ${index}:`, counts, `${disagreements.length} disagreements`);
    }
  } finally {
    await box.stop();
  }
}

void main();
