import { type JsonSchema } from '../../core/schema';
import { ProblemError, type Problem } from '../../core/finding';
import type { Computation } from './template/computation';
import { checkChoices } from './choices';
import { derive } from './derive/derive';
import type { Describe } from './documents';
import { chartFiles } from './files';
import { writeFiles } from './helm/file';
import { plainInputs } from './inputs';
import type { Alternatives } from './derive/probe';
import { type ChartProps, checkProps } from './props';
import { type Render, checkRendering, rendererOf } from './renderer';
import { closedSchema, schemaAt } from './schema';
import { valueHelpers } from './text/helpers';
import { type Constants, constantsOf } from './trial/constants';
import { type ValuePath, type Values, keyOf, only, valueAt, withValue } from './values';
import type { Choice, Derived } from './derive/derived';

/** A program of which a chart is made. */
export interface ChartProgram<Input extends object = Values> extends ChartProps {
  /**
   * What the program is given, by name: plain maps down to texts, numbers, true, false, and lists, which are values
   * as a whole. Each name gets a file `values.<name>.yaml`; the first is what `values.yaml` has where they differ.
   */
  readonly inputs: Readonly<Record<string, Input>>;

  /**
   * The program: an app, objects, or objects by file for an input. It runs often, with values that nobody would
   * write, so it must do nothing else, and make the same of the same. Where it throws, the value is not offered.
   */
  readonly render: Render<Input>;

  /**
   * Where the inputs hold the namespace. It is no value of the chart: what follows from it takes the namespace of the
   * release (`helm --namespace`).
   *
   * @default none: objects keep the namespace that the program gives them, and those without one go to the release's
   */
  readonly namespace?: ValuePath;

  /**
   * Two other values to try, made of a number that no other value has, for values that do not take just anything;
   * undefined for what is not to be offered.
   *
   * @default numbers for numbers, texts for texts, in the same form
   */
  readonly alternatives?: Alternatives;

  /** Computations that the program does with values and a template can do as well. @default copies, parts of texts, sums */
  readonly computations?: readonly Computation[];

  /**
   * Values of which the program says that it takes any of their type as they are: what they may be is not narrowed to
   * what was tried.
   *
   * @default none
   */
  readonly open?: readonly ValuePath[];

  /**
   * Values that are one of some, such as a mode or a size, with all of these. The program may do something else with each:
   * all are tried, alone and with what they have to do with, and the chart offers exactly them.
   *
   * @default what a value may be is found out
   */
  readonly choices?: readonly Choice[];

  /** The meaning of a value, for values.yaml, the schema and the README. @default none */
  readonly describe?: Describe;
}

/**
 * One Helm chart for all inputs of a program, derived by watching what follows from each value. With the values of an
 * input it gives exactly the objects that the program gives; a value that is changed gives what the program would give.
 * What does not follow in a way that a template can repeat is not offered, and listed in the chart's README.
 *
 * @returns texts by file, for `writeChart`
 * @throws ProblemError where the inputs are no plain values, or the program fails with one of them
 *
 * @example
 * const files = deriveChart({
 *   name: 'shop',
 *   inputs: { dev: { replicas: 1, host: 'dev.example.com' }, prod: { replicas: 3, host: 'example.com' } },
 *   render: ({ replicas, host }) => makeApp(replicas, host),
 * });
 * writeChart('chart', files);
 */
export function deriveChart<Input extends object>(program: ChartProgram<Input>): Map<string, string> {
  const [files] = deriveCharts([program]);
  if (!files) throw new Error('there is no chart of the program');
  return files;
}

/** A chart of each program. Their code is looked into at once, which for many takes hardly longer than for one. */
export function deriveCharts<Input extends object>(
  programs: readonly ChartProgram<Input>[],
): readonly Map<string, string>[] {
  const checked = programs.map(checkedProgram);
  const constants = constantsOf(
    checked.map(({ program, inputs, render }) => ({
      run: () => {
        for (const [name, input] of inputs) render(input, name);
      },
      source: String(program.render),
    })),
  );
  return checked.flatMap((one, index) => {
    const known = constants[index];
    return known ? [filesOf(one, known)] : [];
  });
}

/** A program of which a chart can be made. */
interface CheckedProgram<Input extends object> {
  readonly program: ChartProgram<Input>;
  readonly inputs: ReadonlyMap<string, Values>;
  /** The value that chooses an input. */
  readonly selector: string;
  readonly render: ReturnType<typeof rendererOf>;
}

function checkedProgram<Input extends object>(program: ChartProgram<Input>): CheckedProgram<Input> {
  checkProps(program);
  const inputs = plainInputs(program.inputs);
  checkChoices(inputs, program.choices ?? []);
  const selector = selectorFor(inputs);
  const render = rendererOf(program.render);
  checkRendering(inputs, render);
  return { program, inputs, selector, render };
}

function filesOf<Input extends object>(
  { program, inputs, selector, render }: CheckedProgram<Input>,
  constants: Constants,
): Map<string, string> {
  const { namespace, alternatives, computations = [], describe = () => undefined } = program;
  const { open = [], choices = [] } = program;
  const derived = derive({
    environments: inputs,
    render,
    alternatives,
    computations,
    choices,
    trials: { constants, open, names: namespace ? [namespace] : [] },
  });
  const isNamespace = (path: ValuePath): boolean =>
    namespace !== undefined && keyOf(path) === keyOf(namespace);
  const offered = derived.offered.filter((path) => !isNamespace(path));
  const shown = [...derived.removable, ...offered];
  const followsNamespace = offered.length < derived.offered.length;
  const values = new Map(
    Array.from(inputs, ([name, input]) => [name, { [selector]: name, ...only(input, shown) }] as const),
  );
  const files = writeFiles(derived.objects, () => [], {
    selector,
    computations,
    expressions: new Map(namespace && followsNamespace ? [[keyOf(namespace), '.Release.Namespace']] : []),
  });
  return chartFiles({
    props: program,
    selector,
    values,
    schema: schemaOf(values, selector, { ...derived, offered }, describe),
    fixed: derived.fixed,
    templates: new Map([['_helpers.tpl', valueHelpers()], ...files]),
    notes: `{{ .Chart.Name }} runs in namespace {{ .Release.Namespace }}, as {{ .Values.${selector} }}.\n`,
    namespaces: new Map(
      Array.from(inputs).flatMap(([name, input]): [string, string][] => {
        const own = namespace && valueAt(input, namespace);
        return typeof own === 'string' ? [[name, own]] : [];
      }),
    ),
    sections: [],
    domains: derived.domains,
    describe: (path) => (path.length === 1 && path[0] === selector ? chosen : describe(path)),
  });
}

const chosen = 'The input whose fixed parts are taken: those that no value covers.';

/** A key for the value that chooses an input, which the inputs have not themselves. */
function selectorFor(inputs: ReadonlyMap<string, Values>): string {
  const names = ['environment', 'input', 'chartInput'];
  const free = names.find((name) => [...inputs.values()].every((input) => !Object.hasOwn(input, name)));
  if (free !== undefined) return free;
  const problem: Problem = {
    rule: 'no-free-value-name',
    severity: 'error',
    message: `The inputs have all of the keys ${names.join(', ')}.`,
    consequence: 'None is left for the value that says which input is meant.',
    fix: 'Give one of them another name.',
  };
  throw new ProblemError([problem]);
}

function schemaOf(
  values: ReadonlyMap<string, Values>,
  selector: string,
  { offered, shortest, domains }: Pick<Derived, 'offered' | 'shortest' | 'domains'>,
  describe: Describe,
): JsonSchema {
  const inputs = Array.from(values.values(), (input) => withValue(input, [selector], undefined));
  const schema = schemaAt(inputs, new Set(offered.map(keyOf)), [], {
    describe,
    schemaOf: () => undefined,
    shortest,
    domains,
  });
  const { properties = {}, required = [] } = schema ?? {};
  return closedSchema({ [selector]: { enum: [...values.keys()], description: chosen }, ...properties }, [
    selector,
    ...required,
  ]);
}
