import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { JsonSchema } from '../../../../lib/core/schema';
import { type Values, leafPaths, valueAt, withValue } from '../../../../lib/tools/chart/values';
import { schemaAtPath, valuesOf } from '../admitted';
import { renderMany, writeMany } from '../many';
import { depth } from '../../../support/depth';
import { environmentWith, mapAt, unchecked } from '../program';
import { shop } from '../shop';
import { byIdentity, temporaryFolder, withHelm } from '../support';

/** How many sets of values are rendered of each environment; a long run sets CHART_RUNS. */
const runs = Number(process.env['CHART_RUNS'] ?? depth(3, 12));
const seed = Number(process.env['CHART_SEED'] ?? 20261127);

withHelm('values of services that the schema of the chart admits', () => {
  const { environments, chart, files } = shop();
  const folder = temporaryFolder();
  const written: JsonSchema = JSON.parse(files.get('values.schema.json') ?? '');
  const root = { ...written, properties: resolved(written, written).properties };

  test.each(environments.map((environment) => [environment.name, environment] as const))(
    'give what the program gives, in %s',
    (name, environment) => {
      const own: Values = { ...chart.values.get(name) };
      const leaves = leafPaths(own).filter(
        (path) => path[0] === 'services' && path[2] !== 'enabled' && schemaAtPath(root, path) !== undefined,
      );
      const changes = leaves.map((path) =>
        fc.option(valuesOf(schemaAtPath(root, path) ?? {}, []), { freq: 1, nil: undefined }),
      );
      const cases = fc
        .sample(fc.tuple(...changes), { numRuns: runs, seed })
        .map((all) =>
          leaves.reduce<Values>(
            (values, path, index) => (all[index] == null ? values : withValue(values, path, all[index])),
            own,
          ),
        )
        .map((values) => withNumbersOf(own, values));
      mkdirSync(join(folder, name));
      const values = Object.fromEntries(cases.map((one, index) => [`c${index}`, one]));
      writeMany(join(folder, name), [{ files, values }]);
      const rendered = renderMany(join(folder, name), '--namespace', environment.namespace);
      cases.forEach((values, index) => {
        expect(byIdentity(rendered.get(`c${index}`) ?? [])).toEqual(
          byIdentity(unchecked(environmentWith(environment, values, chart))),
        );
      });
    },
    120_000,
  );
});

/** Values whose number of pods is not changed where an autoscaler owns it: that is refused. */
function withNumbersOf(own: Values, values: Values): Values {
  const scaled = Object.keys(mapAt(values, ['services'])).filter(
    (name) => valueAt(values, ['services', name, 'autoscaling', 'enabled']) === true,
  );
  return scaled.reduce((rest, name) => {
    const path = ['services', name, 'replicas'];
    return withValue(rest, path, valueAt(own, path));
  }, values);
}

/** A schema with the parts that it refers to in their places. */
function resolved(schema: JsonSchema, root: JsonSchema, depth = 0): JsonSchema {
  const { $ref, properties, items } = schema;
  if ($ref !== undefined && depth < 20) {
    return resolved(root.definitions?.[$ref.replace('#/definitions/', '')] ?? {}, root, depth + 1);
  }
  if (items && depth < 20) return { ...schema, items: resolved(items, root, depth + 1) };
  if (!properties) return schema;
  const entries = Object.entries(properties).map(
    ([key, one]) => [key, resolved(one, root, depth + 1)] as const,
  );
  return { ...schema, properties: Object.fromEntries(entries) };
}
