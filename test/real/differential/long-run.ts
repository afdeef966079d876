import { appendFileSync } from 'node:fs';
import { traefikVersions } from '../parts/parts';
import { Box } from '../support';
import { configurationsOf, runSets } from './differential';

/*
 * The long comparison with the real Traefik, run by hand: `npx tsx test/real/differential/long-run.ts VERSION SETS REQUESTS SEED`.
 * With RECORD=FILE what happened is written down, one set a line, for the recorded corpus.
 */

async function main(): Promise<void> {
  const version = traefikVersions.find((built) => built === process.argv[2]);
  if (!version) throw new Error(`Name a version that is built: ${traefikVersions.join(', ')}`);
  const configurations = configurationsOf(version);
  const [sets = 100, requests = 100, seed = 1] = process.argv.slice(3).map(Number);
  const box = await Box.start();
  try {
    for (const [index, config] of configurations.entries()) {
      const seeds = Array.from(
        { length: Math.ceil(sets / configurations.length) },
        (_, at) => seed + index * 1_000_000 + at,
      );
      let shown = 0;
      const tally = await runSets(box, { version, config }, seeds, requests, (now) => {
        for (; shown < now.disagreements.length; shown++)
          console.log(JSON.stringify(now.disagreements[shown]));
      });
      const { disagreements, recordings, ...counts } = tally;
      const file = process.env['RECORD'];
      if (file !== undefined)
        appendFileSync(file, recordings.map((one) => `${JSON.stringify(one)}\n`).join(''));
      console.error(`configuration ${index}:`, counts, `${disagreements.length} disagreements`);
    }
  } finally {
    await box.stop();
  }
}

void main();
