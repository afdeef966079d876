import { type Problem, ProblemError, type RuleId, ruleOf } from '../../../lib/core/finding';
import { catalogueGroups } from '../../../lib/core/finding/catalogue';
import type { ChartProgram } from '../../../lib/tools/chart';
import { deriveCharts } from '../../../lib/tools/chart/derive-chart';

const object = (data: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  data,
});
const good: ChartProgram = {
  name: 'web',
  inputs: { one: { a: '1' } },
  render: ({ a }) => [object({ a })],
};
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what programs in JavaScript may give
const odd = (value: unknown): never => value as never;
let count = 0;

/** A chart with a mistake, and the same with what the fix says done. */
const fixes: readonly {
  readonly rule: RuleId;
  readonly says: string;
  readonly broken: Partial<ChartProgram>;
  readonly fixed: Partial<ChartProgram>;
}[] = [
  {
    rule: 'invalid-chart-name',
    says: 'lower-case letters',
    broken: { name: 'Web_1' },
    fixed: { name: 'web-1' },
  },
  { rule: 'invalid-chart-version', says: '1.4.0', broken: { version: '1' }, fixed: { version: '1.4.0' } },
  {
    rule: 'invalid-kube-version',
    says: '>=1.30.0-0',
    broken: { kubeVersion: 'new' },
    fixed: { kubeVersion: '>=1.30.0-0' },
  },
  {
    rule: 'invalid-template-name',
    says: 'Use letters, digits',
    broken: { render: () => ({ '../x.yaml': [object()] }) },
    fixed: { render: () => ({ 'x.yaml': [object()] }) },
  },
  {
    rule: 'no-inputs',
    says: 'Name at least one',
    broken: { inputs: {} },
    fixed: { inputs: { prod: { replicas: 2 } } },
  },
  {
    rule: 'invalid-input-name',
    says: 'letters, digits',
    broken: { inputs: { 'a/b': {} } },
    fixed: { inputs: { 'a-b': {} } },
  },
  {
    rule: 'invalid-input-key',
    says: 'Take the control characters',
    broken: { inputs: { one: { 'a\0': 1 } } },
    fixed: { inputs: { one: { a: 1 } } },
  },
  {
    rule: 'invalid-input-text',
    says: 'Take the control characters',
    broken: { inputs: { one: { a: 'x\0' } } },
    fixed: { inputs: { one: { a: 'x' } } },
  },
  {
    rule: 'invalid-input-type',
    says: 'Give texts',
    broken: { inputs: { one: odd({ at: new Date(0) }) } },
    fixed: { inputs: { one: { at: '1970-01-01' } } },
  },
  {
    rule: 'input-without-choice',
    says: 'Name all values',
    broken: { choices: [{ path: ['a'], values: ['2', '3'] }] },
    fixed: { choices: [{ path: ['a'], values: ['1', '2', '3'] }] },
  },
  {
    rule: 'failing-program',
    says: 'Correct the program or the input',
    broken: {
      render: ({ b }) => {
        if (b === undefined) throw new Error('no b');
        return [object()];
      },
    },
    fixed: { inputs: { one: { b: 'x' } } },
  },
  {
    rule: 'unstable-program',
    says: 'counters',
    broken: { render: () => [object({ a: String((count += 1)) })] },
    fixed: { render: () => [object({ a: 'one' })] },
  },
];

/** What is wrong with charts. */
function told(programs: readonly ChartProgram[]): readonly Problem[] {
  try {
    deriveCharts(programs);
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
}

test.each(fixes)('$rule says what to do', ({ rule, says, broken }) => {
  const [problem] = told([{ ...good, ...broken }]);
  expect(problem).toMatchObject({ rule });
  expect(problem?.fix ?? ruleOf(rule).fix).toContain(says);
});

test('what the fixes say, done literally, makes the problems go away', () => {
  expect(told(fixes.map(({ fixed }) => ({ ...good, ...fixed })))).toEqual([]);
});

test('every rule about charts has its fix tried', () => {
  // A chart in the place of what others wrote, and names that run out: test/cli/chart.test.ts, derive-chart.test.ts.
  const elsewhere = ['foreign-output', 'no-free-value-name'];
  const charts = catalogueGroups.find(({ title }) => title === 'Charts');
  expect(Object.keys(charts?.rules ?? {}).toSorted()).toEqual(
    [...fixes.map(({ rule }) => rule), ...elsewhere].toSorted(),
  );
});
