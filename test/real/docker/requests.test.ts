import { Box } from '../support';
import { compareDockerRequests, dockerConfigurations } from './requests';

const firstSeed = 42;
const sets = 8;
const requestsPerSet = 34;

describe('a real Traefik with its Docker provider', () => {
  let box: Box;
  beforeAll(async () => {
    box = await Box.start();
  }, 60_000);
  afterAll(() => box.stop());

  it.each(dockerConfigurations.map((config, index) => [index, config] as const))(
    'does with requests what this program says, under static configuration %d',
    async (index, config) => {
      const seeds = Array.from({ length: sets }, (_, at) => firstSeed + index * 1_000_000 + at);
      const { disagreements, requests } = await compareDockerRequests(box, config, seeds, requestsPerSet);
      expect(disagreements.slice(0, 5)).toEqual([]);
      expect(requests).toBe(sets * requestsPerSet);
    },
    300_000,
  );
});
