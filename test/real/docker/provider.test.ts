import { spawnSync } from 'node:child_process';
import recorded from '../../../imports/traefik.labels.json';
import { requirePart } from '../parts/parts';
import { compareDockerProviders, compareFiles } from './comparison';

const SEED = Number(process.env['DOCKER_SEED'] ?? 20261);
const CASES = Number(process.env['DOCKER_CASES'] ?? 1_000);

/** `DOCKER_CASES=20000 DOCKER_SEED=7 npm run test:real -- docker/provider` compares more, or others. */
describe("Traefik's own Docker and file provider", () => {
  test(
    `makes of made-up containers the configuration that this program makes of them (seed ${SEED})`,
    () => {
      const { made, dropped, differences } = compareDockerProviders(SEED, CASES);
      expect(differences).toEqual([]);
      // A comparison in which next to all labels are refused would show little.
      expect(made).toBeGreaterThan(CASES);
      expect(dropped).toBeGreaterThan(CASES / 2);
    },
    5 * 60_000,
  );

  test(
    `reads made-up files as this program does, and refuses the same ones (seed ${SEED})`,
    () => {
      const { made, dropped, differences } = compareFiles(SEED, CASES);
      expect(differences).toEqual([]);
      expect(made).toBeGreaterThan(CASES);
      expect(dropped).toBeGreaterThan(CASES / 50);
    },
    5 * 60_000,
  );

  test('has the fields that are recorded of its labels', () => {
    const { stdout } = spawnSync(requirePart('docker-provider'), ['types'], {
      encoding: 'utf8',
      maxBuffer: 1024 ** 3,
    });
    expect(JSON.parse(stdout)).toEqual(recorded);
  });
});
