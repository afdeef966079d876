import { traefikVersions } from '../parts/parts';
import { compareMuxers } from './comparison';

const SEED = Number(process.env['MUXER_SEED'] ?? 20260);
const ANSWERS = Number(process.env['MUXER_ANSWERS'] ?? 200_000);

/** `MUXER_ANSWERS=1000000 MUXER_SEED=7 npm run test:real -- muxer` compares more, or others. */
describe("Traefik's own multiplexers", () => {
  test.each(traefikVersions)(
    `of %s give the answers that this program gives, error for error and match for match (seed ${SEED})`,
    async (version) => {
      const { disagreements, ...compared } = await compareMuxers(version, SEED, ANSWERS);
      console.log(`${version}, seed ${SEED}: ${JSON.stringify(compared)}`);
      expect(disagreements).toEqual([]);
      expect(compared.answers).toBeGreaterThanOrEqual(ANSWERS);
      // A comparison in which next to nothing matches, or nothing is refused, would show little.
      expect(compared.matched).toBeGreaterThan(ANSWERS / 20);
      expect(compared.refusedRules).toBeGreaterThan(compared.rules / 20);
    },
    15 * 60_000,
  );
});
