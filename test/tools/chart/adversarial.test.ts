import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { isPlainMap } from '../../../lib/core/base';
import { canonicalValue } from '../../../lib/core/manifest';
import { type JsonSchema, validateSchema } from '../../../lib/core/schema';
import { parseYaml, stringifyYamlValue } from '../../../lib/core/yaml';
import { type Values, deriveChart } from '../../../lib/tools/chart';
import { leafPaths, valueAt, withValue } from '../../../lib/tools/chart/values';
import { type Adversary, adversaries } from './adversarial-programs';
import { runHelm, temporaryFolder, withHelm } from './support';

/** How many sets of values are rendered of each program; a long run sets CHART_RUNS. */
const runs = Number(process.env['CHART_RUNS'] ?? 40);
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

/** Values that a schema admits: those that tell something, and others. */
function valuesOf(schema: JsonSchema, telling: readonly unknown[]): fc.Arbitrary<unknown> {
  const known = telling.filter((value) => validateSchema(schema, value).length === 0);
  const { type, minimum = 0, maximum = 1000, minLength = 0, maxLength = 100, pattern } = schema;
  const types = new Set([type ?? []].flat());
  const texts =
    pattern === undefined
      ? fc.string({ minLength, maxLength: Math.min(maxLength, 300), unit: 'grapheme' })
      : fc.stringMatching(new RegExp(pattern, 'u'));
  const some: fc.Arbitrary<unknown>[] = [
    ...(known.length > 0 ? [fc.constantFrom(...known)] : []),
    ...(schema.enum ? [fc.constantFrom(...schema.enum)] : []),
    ...(types.has('boolean') ? [fc.boolean()] : []),
    ...(types.has('integer')
      ? [
          fc.integer({ min: minimum, max: maximum }),
          fc.integer({ min: minimum, max: Math.min(maximum, minimum + 300) }),
        ]
      : []),
    ...(types.has('number')
      ? [fc.double({ min: minimum, max: maximum, noNaN: true }).map((value) => Math.round(value * 100) / 100)]
      : []),
    ...(types.has('string')
      ? [texts, ...(pattern === undefined ? [fc.constantFrom('latest', 'a', 'A-b', '12')] : [])]
      : []),
    ...(types.has('array')
      ? [
          fc.array(valuesOf(schema.items ?? { type: 'string' }, []), {
            minLength: schema.minItems ?? 0,
            maxLength: Math.min(schema.maxItems ?? 9, 9),
          }),
        ]
      : []),
    ...(types.has('object') ? [mapOf(schema)] : []),
  ];
  return fc.oneof(...some).filter((value) => validateSchema(schema, value).length === 0);
}

function mapOf({ properties = {} }: JsonSchema): fc.Arbitrary<unknown> {
  return fc.record(
    Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, valuesOf(schema, [])])),
  );
}

function schemaOf(schema: JsonSchema, path: readonly string[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((found, key) => found?.properties?.[key], schema);
}

/** Sets of values that the chart's schema admits, for an input. */
function casesOf(adversary: Adversary, files: ReadonlyMap<string, string>): fc.Arbitrary<Case> {
  const schema: JsonSchema = JSON.parse(files.get('values.schema.json') ?? '');
  return fc.constantFrom(...Object.keys(adversary.inputs)).chain((input) => {
    const own = adversary.inputs[input] ?? {};
    const offered = leafPaths(own).filter((path) => schemaOf(schema, path) !== undefined);
    const changes = offered.map((path) =>
      fc.option(valuesOf(schemaOf(schema, path) ?? {}, adversary.telling[path.join('.')] ?? []), {
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

/** A chart that has another one many times, each with values of its own: one run of Helm renders them all. */
function writeMany(folder: string, files: ReadonlyMap<string, string>, cases: readonly Case[]): void {
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const [file, text] of files) write(join('charts/a', file), text);
  const dependencies = cases.map((_, index) => ({ name: 'a', version: '0.1.0', alias: `c${index}` }));
  write('Chart.yaml', stringifyYamlValue({ apiVersion: 'v2', name: 'many', version: '0.1.0', dependencies }));
  write(
    'values.yaml',
    stringifyYamlValue(Object.fromEntries(cases.map(({ given }, index) => [`c${index}`, given]))),
  );
}

/** What Helm makes of each. */
function renderMany(folder: string): ReadonlyMap<string, unknown> {
  const text = runHelm('template', 'r', folder);
  const documents = text.split(/^---\n# Source: many\/charts\/(c\d+)\/.*\n/m).slice(1);
  return new Map(
    documents.flatMap((one, index): [string, unknown][] => {
      const body = documents[index + 1];
      return index % 2 === 0 && body !== undefined
        ? [[one, parseYaml(body, 'helm').documents[0]?.value]]
        : [];
    }),
  );
}

const counts: string[] = [];
afterAll(() => {
  if (process.env['CHART_REPORT'] !== undefined) process.stderr.write(`${counts.join('\n')}\n`);
});

withHelm(
  'what a chart offers is right with every value that its schema admits, of a program that does',
  () => {
    const folder = temporaryFolder();

    test.each(adversaries.map((adversary) => [adversary.name, adversary] as const))('%s', (_, adversary) => {
      const files = deriveChart({
        name: 'a',
        inputs: adversary.inputs,
        render: (values, input) => [objectOf(adversary, values, input)],
      });
      const cases = fc.sample(casesOf(adversary, files), { numRuns: runs, seed });
      rmSync(folder, { recursive: true, force: true });
      writeMany(folder, files, cases);
      const rendered = renderMany(folder);
      const wrong = cases.flatMap((one, index) => {
        const wanted = canonicalValue(objectOf(adversary, one.values, one.input));
        const made = canonicalValue(rendered.get(`c${index}`));
        return JSON.stringify(made) === JSON.stringify(wanted) ? [] : [{ values: one.values, made, wanted }];
      });
      const schema: JsonSchema = JSON.parse(files.get('values.schema.json') ?? '');
      const { global: _global, environment: _environment, ...offered } = schema.properties ?? {};
      counts.push(
        `${adversary.name}: ${wrong.length} wrong of ${cases.length}; offered ${JSON.stringify(offered)}`,
      );
      expect(wrong).toEqual([]);
      for (const [input, values] of Object.entries(adversary.inputs)) {
        const leaves = leafPaths(values).filter((path) => schemaOf(schema, path) !== undefined);
        const refused = leaves.filter(
          (path) => validateSchema(schemaOf(schema, path) ?? {}, valueAt(values, path)).length > 0,
        );
        expect({ input, refused }).toEqual({ input, refused: [] });
      }
    });
  },
);

test('the programs that are tried hold more than a word each', () => {
  expect(adversaries.length).toBeGreaterThan(60);
  expect(adversaries.every(({ inputs }) => Object.values(inputs).every(isPlainMap))).toBe(true);
});
