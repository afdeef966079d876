import { type Disagreement, runSets } from '../differential/differential';
import { traefikVersions } from '../parts/parts';
import { Box } from '../support';
import { installGatewayApi } from '../support/gateway-crds';
import { gatewayKit, gatewaySubjects } from './kit';

// The seeds are fixed so that a red pipeline is one that anyone can run again.
const firstSeed = 1900;
const setsPerConfiguration = 12;
const requestsPerSet = 40;

describe('the model of the provider kubernetesGateway and a real Traefik', () => {
  let box: Box;
  beforeAll(async () => {
    box = await Box.start();
    await installGatewayApi(box);
  }, 60_000);
  afterAll(() => box.stop());

  it.each(gatewaySubjects(traefikVersions))(
    'of %s agree on generated Gateways and requests, under static configuration %d',
    async (version, index, config) => {
      const seeds = Array.from(
        { length: setsPerConfiguration },
        (_, at) => firstSeed + index * 1_000_000 + at,
      );
      const { disagreements, requests } = await runSets(
        box,
        { version, config, kit: gatewayKit },
        seeds,
        requestsPerSet,
      );
      expect(requests).toBe(setsPerConfiguration * requestsPerSet);
      expect(disagreements.slice(0, 5).map(shown)).toEqual([]);
    },
    300_000,
  );
});

/** The seed runs the case again: `npx tsx test/real/gateway/long-run.ts VERSION 1 REQUESTS SEED`. */
function shown({ seed, request, problems }: Disagreement): object {
  return { seed, request, problems: problems.slice(0, 3) };
}
