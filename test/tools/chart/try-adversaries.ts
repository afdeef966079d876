import * as fc from 'fast-check';
import { type ApiObjectData, canonicalValue } from '../../../lib/core/manifest';
import { type JsonSchema, validateSchema } from '../../../lib/core/schema';
import type { Values } from '../../../lib/tools/chart';
import { deriveCharts } from '../../../lib/tools/chart/derive-chart';
import { leafPaths, valueAt, withValue } from '../../../lib/tools/chart/values';
import type { Adversary } from './adversarial-programs';
import { schemaAtPath, valuesOf } from './admitted';
import { renderMany, writeMany } from './many';
import { temporaryFolder, withHelm } from './support';

const seed = Number(process.env['CHART_SEED'] ?? 20261127);

const objectOf = ({ spec }: Adversary, values: Values, input: string) => ({
  apiVersion: 'example.com/v1',
  kind: 'X',
  metadata: { name: 'x' },
  // As it would stand in a manifest.
  spec: JSON.parse(JSON.stringify(spec(values, input))),
});

interface Case {
  readonly input: string;
  /** What the release is given. */
  readonly given: Values;
  /** What the program is given. */
  readonly values: Values;
}

/** Sets of values that the chart's schema admits, for an input. */
function casesOf(adversary: Adversary, files: ReadonlyMap<string, string>): fc.Arbitrary<Case> {
  const schema: JsonSchema = JSON.parse(files.get('values.schema.json') ?? '');
  return fc.constantFrom(...Object.keys(adversary.inputs)).chain((input) => {
    const own = adversary.inputs[input] ?? {};
    const offered = leafPaths(own).filter((path) => schemaAtPath(schema, path) !== undefined);
    const changes = offered.map((path) =>
      fc.option(valuesOf(schemaAtPath(schema, path) ?? {}, adversary.telling[path.join('.')] ?? []), {
        freq: 4,
        nil: undefined,
      }),
    );
    return fc.tuple(...changes).map((all) => {
      const changed = offered.flatMap((path, index) =>
        all[index] === undefined ? [] : [[path, all[index]] as const],
      );
      return {
        input,
        values: changed.reduce<Values>((values, [path, value]) => withValue(values, path, value), own),
        given: offered.reduce<Values>(
          (given, path) =>
            withValue(given, path, changed.find(([one]) => one === path)?.[1] ?? valueAt(own, path)),
          { environment: input },
        ),
      };
    });
  });
}

/** A program with its chart, and the cases that are tried, by names that no other program's cases have. */
interface Tried {
  readonly adversary: Adversary;
  readonly files: ReadonlyMap<string, string>;
  readonly cases: ReadonlyMap<string, Case>;
}

function triedOf(adversaries: readonly Adversary[], runs: number): readonly Tried[] {
  const charts = deriveCharts(
    adversaries.map((adversary, index) => ({
      name: `a${index}`,
      inputs: adversary.inputs,
      render: (values: Values, input: string) => [objectOf(adversary, values, input)],
    })),
  );
  return adversaries.map((adversary, index) => {
    const files = charts[index] ?? new Map<string, string>();
    const cases = fc.sample(casesOf(adversary, files), { numRuns: runs, seed });
    return { adversary, files, cases: new Map(cases.map((one, number) => [`a${index}c${number}`, one])) };
  });
}

/**
 * Tests what a chart offers of some of the programs; there are several suites, which run at the same time.
 *
 * @param sets how many sets of values are rendered of each program; a long run sets CHART_RUNS
 */
export function tryAdversaries(some: readonly Adversary[], sets: number): void {
  const runs = Number(process.env['CHART_RUNS'] ?? sets);
  const counts: string[] = [];
  afterAll(() => {
    if (process.env['CHART_REPORT'] !== undefined) process.stderr.write(`${counts.join('\n')}\n`);
  });

  withHelm(
    'what a chart offers is right with every value that its schema admits, of a program that does',
    () => {
      const folder = temporaryFolder();
      const all: Tried[] = [];
      let rendered: ReadonlyMap<string, readonly ApiObjectData[]> = new Map();

      // One run of Helm for all of them: what it takes to start is more than what it takes for a chart.
      beforeAll(
        () => {
          all.push(...triedOf(some, runs));
          const charts = all.map(({ files, cases }) => ({
            files,
            values: Object.fromEntries(Array.from(cases, ([name, { given }]) => [name, given])),
          }));
          writeMany(folder, charts);
          rendered = renderMany(folder);
        },
        some.length * (10_000 + runs * 100),
      );

      test.each(some.map((adversary) => [adversary.name, adversary] as const))('%s', (_, adversary) => {
        const { files, cases } = found(all, adversary);
        const wrong = Array.from(cases).flatMap(([name, { values, input }]) => {
          const wanted = canonicalValue(objectOf(adversary, values, input));
          const made = canonicalValue(rendered.get(name)?.[0]);
          return JSON.stringify(made) === JSON.stringify(wanted) ? [] : [{ values, made, wanted }];
        });
        const schema: JsonSchema = JSON.parse(files.get('values.schema.json') ?? '');
        const { global: _global, environment: _environment, ...offered } = schema.properties ?? {};
        counts.push(
          `${adversary.name}: ${wrong.length} wrong of ${cases.size}; offered ${JSON.stringify(offered)}`,
        );
        expect(wrong).toEqual([]);
        for (const [input, values] of Object.entries(adversary.inputs)) {
          const leaves = leafPaths(values).filter((path) => schemaAtPath(schema, path) !== undefined);
          const refused = leaves.filter(
            (path) => validateSchema(schemaAtPath(schema, path) ?? {}, valueAt(values, path)).length > 0,
          );
          expect({ input, refused }).toEqual({ input, refused: [] });
        }
      });
    },
  );
}

function found(all: readonly Tried[], adversary: Adversary): Tried {
  const one = all.find((other) => other.adversary === adversary);
  if (!one) throw new Error(`${adversary.name} was not tried`);
  return one;
}
