import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { writeChart } from '../../../lib/tools/chart';
import { type Values, overlay } from '../../../lib/tools/chart/values';
import { stringifyYamlValue } from '../../../lib/core/yaml';
import { changesOf } from './changes';
import { depth } from '../../support/depth';
import { environmentWith, unchecked } from './program';
import { shop } from './shop';
import { byIdentity, template, temporaryFolder, withHelm } from './support';

/** How many changes are tried; a long run sets CHART_RUNS. */
const runs = Number(process.env['CHART_RUNS'] ?? depth(8, 40));
const seed = Number(process.env['CHART_SEED'] ?? 20261122);

withHelm('a change of values', () => {
  const { environments, chart, files } = shop();
  const folder = temporaryFolder();
  writeChart(folder, files);

  test(
    'gives what the program gives for environment files that are changed in the same way',
    () => {
      const cases = fc.constantFrom(...environments.map(({ name }) => name)).chain((name) => {
        const changes = changesOf(chart.values.get(name) ?? {});
        return fc.tuple(fc.constant(name), fc.array(changes, { minLength: 1, maxLength: 4 }));
      });
      fc.assert(
        fc.property(cases, ([name, changes]) => {
          const environment = environments.find((one) => one.name === name);
          if (!environment) throw new Error(`there is no ${name}`);
          const values = chart.values.get(environment.name) ?? {};
          const changed = changes.reduce<Values>((old, change) => change(old), values);
          const file = join(folder, 'changed.yaml');
          writeFileSync(file, stringifyYamlValue(overlay(values, changed) ?? {}));
          const rendered = template(
            folder,
            environment.namespace,
            '-f',
            join(folder, `values.${environment.name}.yaml`),
            '-f',
            file,
          );
          expect(byIdentity(rendered)).toEqual(
            byIdentity(unchecked(environmentWith(environment, changed, chart))),
          );
        }),
        { numRuns: runs, seed, endOnFailure: process.env['CHART_SHRINK'] === undefined },
      );
    },
    30_000 + runs * 3000,
  );
});
