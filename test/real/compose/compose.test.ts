import { compareComposeProjects } from './comparison';

const SEED = Number(process.env['COMPOSE_SEED'] ?? 20261);
const PROJECTS = Number(process.env['COMPOSE_PROJECTS'] ?? 1_000);

/** `COMPOSE_PROJECTS=10000 COMPOSE_SEED=7 npm run test:real -- compose` compares more, or others. */
describe('The library that docker compose reads projects with', () => {
  test(
    `reads made-up projects as this program does, and refuses the same ones (seed ${SEED})`,
    () => {
      const { read, refused, differences } = compareComposeProjects(SEED, PROJECTS);
      expect(differences).toEqual([]);
      // A comparison in which next to all projects are refused would show little.
      expect(read).toBeGreaterThan(PROJECTS / 2);
      expect(refused).toBeGreaterThan(PROJECTS / 20);
    },
    5 * 60_000,
  );
});
