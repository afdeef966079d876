import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { chartOf, writeChart } from '../../../lib/tools/chart';
import { valueAt, withValue } from '../../../lib/tools/chart/values';
import { type ApiObjectData, isApiObject } from '../../../lib/core/manifest';
import { isPlainMap } from '../../../lib/core/base';
import { depth } from '../../support/depth';
import { environmentSets } from './environments';
import { environmentOfData, unchecked } from './program';
import { byIdentity, template, temporaryFolder, withHelm } from './support';

/** How many sets are tried; a long run sets CHART_RUNS. */
const runs = Number(process.env['CHART_RUNS'] ?? depth(3, 12));
const seed = Number(process.env['CHART_SEED'] ?? 20261122);

/** An object without its check before start, which every workload has to have. */
function withoutCheck(object: ApiObjectData): ApiObjectData {
  if (!['Deployment', 'StatefulSet'].includes(object.kind)) return object;
  const pod = ['spec', 'template', 'spec'];
  return ['initContainers', 'volumes'].reduce((rest, list) => {
    const items = valueAt(rest, [...pod, list]);
    if (!Array.isArray(items)) throw new Error(`${object.metadata.name} has no ${list}`);
    const others = items.filter((item: unknown) => !isPlainMap(item) || item['name'] !== 'init-check');
    expect(others).toHaveLength(items.length - 1);
    const changed = withValue(rest, [...pod, list], others.length > 0 ? others : undefined);
    if (!isApiObject(changed)) throw new Error('it is no object any more');
    return changed;
  }, object);
}

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
            if (environment !== environments.at(-1)) continue;
            const checked = ['--set', 'initCheck.enabled=true'];
            const withCheck = template(
              join(folder, 'chart'),
              environment.namespace,
              '-f',
              values,
              ...checked,
            );
            expect(byIdentity(withCheck.map(withoutCheck))).toEqual(byIdentity(rendered));
          }
        }),
        { numRuns: runs, seed, endOnFailure: process.env['CHART_SHRINK'] === undefined },
      );
    },
    30_000 + runs * 10_000,
  );
});
