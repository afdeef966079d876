import { Box } from '../support';
import { traefikVersions } from '../parts/parts';
import { type Disagreement, configurationsOf, runSets } from './differential';

// Another seed each day would find more, but a red pipeline must be one that anyone can run again.
const firstSeed = 42;
const setsPerConfiguration = 12;
const requestsPerSet = 40;

describe('the traffic model and a real Traefik', () => {
  // A box of its own: some configurations watch all namespaces, and would see the objects of other suites.
  let box: Box;
  beforeAll(async () => {
    box = await Box.start();
  }, 60_000);
  afterAll(() => box.stop());

  const subjects = traefikVersions.flatMap((version) =>
    configurationsOf(version).map((config, index) => [version, index, config] as const),
  );
  it.each(subjects)(
    'of %s agree on generated objects and requests, under static configuration %d',
    async (version, index, config) => {
      const seeds = Array.from(
        { length: setsPerConfiguration },
        (_, at) => firstSeed + index * 1_000_000 + at,
      );
      const { disagreements, requests } = await runSets(box, { version, config }, seeds, requestsPerSet);
      expect(requests).toBe(setsPerConfiguration * requestsPerSet);
      expect(disagreements.slice(0, 5).map(shown)).toEqual([]);
    },
    300_000,
  );
});

/** The seed runs the case again: `npx tsx test/real/differential/long-run.ts VERSION 1 REQUESTS SEED`. */
function shown({ seed, request, problems }: Disagreement): object {
  return { seed, request, problems: problems.slice(0, 3) };
}
