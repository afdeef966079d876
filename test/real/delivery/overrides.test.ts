import { stableJson } from '../../../lib/core/base';
import { formatIdentity, identityKey, identityOf, objectsOf } from '../../../lib/core/manifest';
import { arrivalIn, deliver, deliveredEnvironments, memberClusters } from '../../../lib/project/delivery';
import { environmentsProgram } from '../../../lib/project/program';
import { askKarmada, compareOverrides } from './overrides';

const SEED = Number(process.env['OVERRIDES_SEED'] ?? 202_628);
const CASES = Number(process.env['OVERRIDES_CASES'] ?? 5_000);

/** `OVERRIDES_CASES=100000 OVERRIDES_SEED=7 npm run test:real -- delivery/overrides` compares more, or others. */
test(`Karmada makes of made-up objects under the policies written here what this program says that arrives (seed ${SEED})`, () => {
  const { changed, refused, differences } = compareOverrides(SEED, CASES);
  expect(differences).toEqual([]);
  expect(changed).toBeGreaterThan(CASES / 6);
  expect(refused).toBeGreaterThan(CASES / 10);
});

test('Karmada makes of what is declared for production, by the policies that are written, what synth writes for each cluster', () => {
  const variables = {};
  const only = ['prod'];
  const environments = deliveredEnvironments(environmentsProgram('environments', { only, variables }), {
    only,
    variables,
    manifests: 'dist',
  });
  const { files } = deliver(['karmada'], {
    environments,
    project: 'shop',
    repository: { path: '' },
    output: 'deploy',
    isFile: () => false,
  });
  const file = 'karmada/prod/overrides.yaml';
  const policies = objectsOf(files.get(file) ?? '', file).objects.map(({ object }) => object);
  expect(policies.length).toBeGreaterThan(3);
  for (const environment of environments) {
    const declared = new Map(
      environment.objects.map(({ object }) => [identityKey(identityOf(object)), object] as const),
    );
    for (const cluster of memberClusters(environment)) {
      const arrived = [...arrivalIn(environment, cluster).files.values()].flat();
      const questions = arrived.map((object) => {
        const before = declared.get(identityKey(identityOf(object))) ?? object;
        return { object: before, policies, cluster };
      });
      const differing = askKarmada(questions).flatMap(({ object: theirs }, index) => {
        const ours = arrived[index];
        return ours && stableJson(theirs) !== stableJson(ours) ? [formatIdentity(identityOf(ours))] : [];
      });
      expect({ cluster, differing }).toEqual({ cluster, differing: [] });
      const changed = arrived.filter(
        (one, index) => stableJson(one) !== stableJson(questions[index]?.object),
      );
      expect(changed.length).toBeGreaterThan(0);
    }
  }
});
