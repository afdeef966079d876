import { Box } from '../support';
import { compareDockerRequests, dockerConfigurations } from './requests';

/*
 * The long comparison of requests, run by hand: `npx tsx test/real/docker/long-run.ts SETS REQUESTS SEED`.
 */

async function main(): Promise<void> {
  const [sets = 300, requests = 34, seed = 1] = process.argv.slice(2).map(Number);
  const box = await Box.start();
  try {
    for (const [index, config] of dockerConfigurations.entries()) {
      const count = Math.ceil(sets / dockerConfigurations.length);
      const seeds = Array.from({ length: count }, (_, at) => seed + index * 1_000_000 + at);
      let shown = 0;
      const { disagreements, ...counts } = await compareDockerRequests(
        box,
        config,
        seeds,
        requests,
        (now) => {
          for (; shown < now.disagreements.length; shown++)
            console.log(JSON.stringify(now.disagreements[shown]));
        },
      );
      console.error(`configuration ${index}:`, counts, `${disagreements.length} disagreements`);
    }
  } finally {
    await box.stop();
  }
}

void main();
