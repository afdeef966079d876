import { writeDocument } from '../../../../lib/tools/chart/helm/document';
import type { Condition, Part, Template } from '../../../../lib/tools/chart/template/template';

const names = { variables: [], expressions: new Map(), computations: [], selector: 'environment' };
const write = (template: Template, when?: Condition): string =>
  writeDocument(template, when, names).join('\n');

const literal = (value: unknown): Template => ({ kind: 'literal', value });
const value = (...path: readonly string[]): Template => ({ kind: 'value', text: false, path });
const text = (...path: readonly string[]): Template => ({ kind: 'value', text: true, path });
const map = (...entries: readonly Part[]): Template => ({ kind: 'map', entries });
const list = (...items: readonly Template[]): Template => ({
  kind: 'list',
  items: items.map((item, index) => ({ key: String(index), value: item })),
});
const on: Condition = { kind: 'feature', feature: { kind: 'true', path: ['on'] } };

test('an object of maps, lists, copies and texts', () => {
  const template = map(
    { key: 'kind', value: literal('X') },
    { key: 'none', value: map() },
    { key: 'empty', value: list() },
    { key: 'spec', value: map({ key: 'n', value: value('n') }, { key: 't', value: text('t') }) },
    {
      key: 'items',
      value: list(map({ key: 'a', value: literal(1) }, { key: 'b', value: literal('{{') }), literal(2)),
    },
  );
  expect(write(template)).toBe(`---
kind: X
none: {}
empty: []
spec:
  "n": {{ include "chart.json" .Values.n }}
  t: {{ include "chart.text" .Values.t }}
items:
  - a: 1
    b: "{{ "{{" }}"
  - 2`);
});

test('what has a condition stands between if and end: an object, an entry, an item', () => {
  const template = map(
    { key: 'a', when: on, value: literal(1) },
    { key: 'l', value: { kind: 'list', items: [{ key: 'x', when: on, value: literal('x') }] } },
  );
  expect(write(template, on)).toBe(`{{- if .Values.on }}
---
{{- if .Values.on }}
a: 1
{{- end }}
l:
  {{- if .Values.on }}
  - x
  {{- end }}
{{- end }}`);
});

test('a choice writes each of its forms with the key', () => {
  const template = map({
    key: 'a',
    value: {
      kind: 'choice',
      options: [{ when: on, value: map({ key: 'x', value: literal(1) }) }],
      otherwise: literal(2),
    },
  });
  expect(write(template)).toBe(`---
{{- if .Values.on }}
a:
  x: 1
{{- else }}
a: 2
{{- end }}`);
});

test('a sum is added up by Helm', () => {
  const sum = (isText: boolean): Template => ({ kind: 'sum', text: isText, paths: [['a'], ['b']], plus: 5 });
  expect(write(map({ key: 'n', value: sum(false) }, { key: 't', value: sum(true) }))).toBe(`---
"n": {{ add .Values.a .Values.b 5 }}
t: {{ include "chart.text" (add .Values.a .Values.b 5) }}`);
});

test('a digest is taken of lines, of which some may be missing', () => {
  const lines: readonly Part[] = [
    { key: '', value: literal('head\n') },
    { key: 'k', value: text('v') },
  ];
  const digest = (all: readonly Part[]): Template =>
    map({ key: 'd', value: { kind: 'digest', length: 16, lines: all } });
  expect(write(digest(lines))).toBe(`---
d: {{ print "head\\n" "k " (.Values.v | sha256sum) "\\n" | sha256sum | trunc 16 | quote }}`);
  expect(write(digest([...lines, { key: 'z', when: on, value: text('z') }]))).toContain(`{{- if .Values.on }}
{{- $content = print $content "z " (.Values.z | sha256sum) "\\n" }}
{{- end }}`);
});
