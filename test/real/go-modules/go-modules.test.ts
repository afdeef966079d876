import { compareModuleFiles } from './comparison';
import { comparePackages } from './packages';

const SEED = Number(process.env['MODULES_SEED'] ?? 20262);
const FILES = Number(process.env['MODULES_FILES'] ?? 2_000);

/** `MODULES_FILES=50000 MODULES_SEED=7 npm run test:real -- go-modules` compares more, or others. */
describe('The library that the go command reads its files with', () => {
  test(`reads made-up go.mod and go.work files as this program does, and finds fault at the same places (seed ${SEED})`, () => {
    const { read, refused, differences } = compareModuleFiles(SEED, FILES);
    expect(differences).toEqual([]);
    expect(read).toBeGreaterThan(FILES / 10);
    expect(refused).toBeGreaterThan(FILES / 10);
  });
});

describe('The go command', () => {
  test(`finds the packages of a made-up module that this program finds (seed ${SEED})`, () => {
    const { ours, theirs, count } = comparePackages(SEED, 1_500);
    expect(ours).toEqual(theirs);
    expect(count).toBeGreaterThan(100);
  });
});
