import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { chartOf, writeChart } from '../../lib/chart';
import { environmentSets } from './environments';
import { environmentOfData, unchecked } from './program';
import { byIdentity, template, temporaryFolder, withHelm } from './support';

/** How many sets are tried; a long run sets CHART_RUNS. */
const runs = Number(process.env['CHART_RUNS'] ?? 12);
const seed = Number(process.env['CHART_SEED'] ?? 20261122);

withHelm('the chart of any set of environments', () => {
  const folder = temporaryFolder();

  test(
    'gives the objects that the program gives for each',
    () => {
      fc.assert(
        fc.property(environmentSets, (set) => {
          const environments = set.map(([name, data]) => environmentOfData(name, data));
          rmSync(join(folder, 'chart'), { recursive: true, force: true });
          writeChart(join(folder, 'chart'), chartOf(environments, { name: 'generated' }));
          for (const environment of environments) {
            const values = join(folder, 'chart', `values.${environment.name}.yaml`);
            const rendered = template(join(folder, 'chart'), environment.namespace, '-f', values);
            expect(byIdentity(rendered)).toEqual(byIdentity(unchecked(environment)));
          }
        }),
        { numRuns: runs, seed, endOnFailure: process.env['CHART_SHRINK'] === undefined },
      );
    },
    runs * 10_000,
  );
});
