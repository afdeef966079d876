import { ApiObject, App, Chart } from 'cdk8s';
import {
  type ApiObjectData,
  formatIdentity,
  identityKey,
  identityOf,
  isApiObject,
} from '../../core/manifest';
import { type Problem, ProblemError } from '../../core/finding';
import { plainJsonOf } from '../../constructs/construct';
import { isEqual, isPlainMap, setOwn } from '../../core/base';
import { DeliveryApp, objectsOf } from '../../project/stack';
import { type Values } from './values';

/** What a program may make of an input: an app, its objects, or its objects by file. */
export type Rendered =
  | App
  | readonly unknown[]
  | Readonly<Record<string, readonly unknown[]>>
  | ReadonlyMap<string, readonly unknown[]>;

/** A program: what it makes of an input. It must make the same of the same, and depend on nothing else. */
export type Render<Input extends object = Values> = (values: Input, input: string) => Rendered;

type Files = ReadonlyMap<string, readonly ApiObjectData[]>;

/** The program as the derivation wants it: plain objects by file, of values that it may change as it likes. */
export function rendererOf<Input extends object>(
  render: Render<Input>,
): (values: Values, input: string) => Files {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is tried out keeps to the types of the inputs
  return (values, input) => filesOf(render(structuredClone(values) as Input, input));
}

function filesOf(rendered: Rendered): Files {
  const files = App.isConstruct(rendered)
    ? objectsOfApp(rendered)
    : Array.isArray(rendered)
      ? new Map([['objects', rendered]])
      : rendered instanceof Map
        ? rendered
        : new Map(Object.entries(rendered));
  return new Map(Array.from(files, ([file, objects]) => [fileName(file), objects.map(plainObject)]));
}

/** The objects of an app by the id of their chart, as its own synth writes them. */
function objectsOfApp(app: App): ReadonlyMap<string, readonly unknown[]> {
  if (app instanceof DeliveryApp) return objectsOf(app);
  const charts = new Map<string, unknown[]>();
  for (const construct of app.node.findAll()) {
    if (!ApiObject.isApiObject(construct)) continue;
    const { id } = Chart.of(construct).node;
    charts.set(id, [...(charts.get(id) ?? []), dataOf(construct)]);
  }
  return charts;
}

/** An object as its own synth writes it, without cdk8s where it is plain data: the program runs hundreds of times. */
function dataOf(construct: ApiObject): unknown {
  // Whoever does not have cdk8s sort the keys wants those of the program.
  const plain = process.env['CDK8S_DISABLE_SORT'] ? undefined : plainJsonOf(construct);
  if (!plain) return construct.toJson();
  const { apiVersion, kind, metadata, ...others } = plain;
  return { apiVersion, kind, metadata: sorted(metadata), ...sortedMap(others) };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  return isPlainMap(value) ? sortedMap(value) : value;
}

function sortedMap(map: Values): Values {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(map).toSorted()) setOwn(copy, key, sorted(map[key]));
  return copy;
}

function fileName(file: string): string {
  return /\.ya?ml$/.test(file) ? file : `${file}.yaml`;
}

/** As it would stand in a manifest: without what is undefined. */
function plainObject(object: unknown): ApiObjectData {
  const plain: unknown = JSON.parse(JSON.stringify(object) ?? 'null');
  if (isApiObject(plain) && isPlainMap(plain)) return plain;
  const told = JSON.stringify(plain) ?? '';
  throw new ProblemError([
    {
      rule: 'no-api-object',
      severity: 'error',
      message: `The program gave something that is no API object: ${told.length > 80 ? `${told.slice(0, 80)}…` : told}`,
      fix: 'Give objects with apiVersion, kind and metadata.name.',
    },
  ]);
}

/**
 * What the program makes of each input, looked at once by itself.
 *
 * @throws ProblemError where it fails, makes two objects of one name, or does not make the same of the same
 */
export function checkRendering(
  inputs: ReadonlyMap<string, Values>,
  render: (values: Values, input: string) => Files,
): void {
  const problems = Array.from(inputs, ([input, values]) => {
    try {
      const files = render(values, input);
      const found = [...fileProblems(files), ...duplicates(files)];
      const isStable = isEqual([...files], [...render(values, input)]);
      return [...found, ...(isStable ? [] : [unstable])].map((problem) => ({ ...problem, construct: input }));
    } catch (error) {
      return [...problemsOf(error)].map((problem) => ({ construct: input, ...problem }));
    }
  }).flat();
  if (problems.length > 0) throw new ProblemError(problems);
}

const unstable: Problem = {
  rule: 'unstable-program',
  severity: 'error',
  message: 'The program makes something else of the same input each time.',
  consequence: 'What follows from a value cannot be told from chance.',
  fix: 'Take the time, random numbers and counters out of it, or make them values.',
};

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof ProblemError) return error.problems;
  return [
    {
      rule: 'failing-program',
      severity: 'error',
      message: `The program failed: ${error instanceof Error ? error.message : String(error)}`,
      consequence: 'No chart is derived.',
      fix: 'Correct the program or the input.',
    },
  ];
}

function fileProblems(files: Files): readonly Problem[] {
  return [...files.keys()]
    .filter((file) => !/^[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)*$/.test(file))
    .map((file) => ({
      rule: 'invalid-template-name',
      severity: 'error',
      message: `${JSON.stringify(file)} is no name for a template.`,
      consequence: 'Helm renders no file whose name begins with "_" or ".", and none outside of the chart.',
      fix: 'Use letters, digits, "-", "_" and ".", beginning with a letter or a digit.',
    }));
}

function duplicates(files: Files): readonly Problem[] {
  const seen = new Map<string, string>();
  return Array.from(files).flatMap(([file, objects]) =>
    objects.flatMap((object): Problem[] => {
      const identity = identityOf(object);
      const key = identityKey(identity);
      const earlier = seen.get(key);
      seen.set(key, file);
      if (earlier === undefined) return [];
      return [
        {
          rule: 'duplicate-object',
          severity: 'error',
          message: `There are two objects ${formatIdentity(identity)}, in ${earlier} and ${file}.`,
          consequence: 'Helm refuses to install them.',
          fix: 'Give one of them another name.',
        },
      ];
    }),
  );
}
