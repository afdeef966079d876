import { decimal } from '../../../../lib/tools/chart/template/computation';
import {
  type Names,
  conditionExpression,
  operand,
  textExpression,
  valueExpression,
} from '../../../../lib/tools/chart/helm/expression';
import { keyOf } from '../../../../lib/tools/chart/values';

const names: Names = {
  variables: [{ name: '$values', path: ['services', 'web'] }],
  expressions: new Map([[keyOf(['namespace']), '.Release.Namespace']]),
  computations: [decimal],
  selector: 'environment',
};

test.each([
  [['a', 'b'], '.Values.a.b'],
  [['services', 'web', 'image', 'tag'], '$values.image.tag'],
  [['services', 'webs', 'x'], '.Values.services.webs.x'],
  [['a-b', 'c'], '(index .Values "a-b").c'],
  [['m', 'a.b/c'], '(index .Values.m "a.b/c")'],
  [['m', '"{{'], '(index .Values.m "\\"{{")'],
  [['YAML'], '(index .Values "YAML")'],
  [['m', 'YAML'], '.Values.m.YAML'],
  [['namespace'], '.Release.Namespace'],
])('the value at %j is written %s', (path, text) => {
  expect(valueExpression(path, names)).toBe(text);
});

test('parts of a text are printed, and a percent sign among them stays one', () => {
  const template = {
    kind: 'text',
    parts: ['100%', { path: ['a'] }, { path: ['n'], computation: 'decimal' }],
  } as const;
  expect(textExpression(template, names)).toBe('printf "100%%%s%s" .Values.a (.Values.n | toJson)');
});

test('a choice between texts is one expression', () => {
  const template = {
    kind: 'choice',
    options: [
      {
        when: { kind: 'feature', feature: { kind: 'true', path: ['a'] } },
        value: { kind: 'literal', value: 'x' },
      },
    ],
    otherwise: { kind: 'value', text: true, path: ['b'] },
  } as const;
  expect(textExpression(template, names)).toBe('ternary "x" .Values.b .Values.a');
});

test.each([
  [{ kind: 'true', path: ['a'] }, '.Values.a'],
  [{ kind: 'above', path: ['a'], limit: 1 }, 'gt (int64 .Values.a) 1'],
  [{ kind: 'present', path: ['a'], isMap: true }, '.Values.a'],
  [{ kind: 'present', path: ['a'], isMap: false }, 'not (kindIs "invalid" .Values.a)'],
  [{ kind: 'present', path: ['a', 'b'], isMap: true }, '(dig "a" "b" nil .Values.AsMap)'],
  [{ kind: 'present', path: ['services', 'web', 'a', 'b'], isMap: true }, '(dig "a" "b" nil $values)'],
  [{ kind: 'environment', names: ['dev'] }, 'eq .Values.environment "dev"'],
  [{ kind: 'environment', names: ['dev', 'prod'] }, 'has .Values.environment (list "dev" "prod")'],
] as const)('whether %j is asked by %s', (feature, text) => {
  expect(conditionExpression({ kind: 'feature', feature }, names)).toBe(text);
});

test('conditions are joined, and empty ones say what they mean', () => {
  const a = { kind: 'feature', feature: { kind: 'true', path: ['a'] } } as const;
  const not = { kind: 'not', condition: { kind: 'or', conditions: [a, a] } } as const;
  expect(conditionExpression({ kind: 'and', conditions: [a, not] }, names)).toBe(
    'and .Values.a (not (or .Values.a .Values.a))',
  );
  expect(conditionExpression({ kind: 'and', conditions: [] }, names)).toBe('true');
  expect(conditionExpression({ kind: 'or', conditions: [] }, names)).toBe('false');
});

test.each([
  ['.Values.a', '.Values.a'],
  ['"a b"', '"a b"'],
  ['a | b', '(a | b)'],
  ['(a b)', '(a b)'],
  ['(a) (b)', '((a) (b))'],
])('%s as an operand is %s', (expression, text) => {
  expect(operand(expression)).toBe(text);
});
