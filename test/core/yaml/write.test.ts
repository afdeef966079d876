import * as fc from 'fast-check';
import { CORE_SCHEMA, YAML11_SCHEMA, dump, load } from 'js-yaml';
import { ProblemError } from '../../../lib/core/finding';
import { parseYaml, stringifyYaml, stringifyYamlValue } from '../../../lib/core/yaml';
import { awkwardTexts } from './awkward-texts';

const readers: Record<string, (text: string) => unknown> = {
  'our reader': (text) => parseYaml(text, 'x.yaml').documents[0]?.value,
  'our reader with the rules of kubectl': (text) =>
    parseYaml(text, 'x.yaml', { dialect: 'kubernetes' }).documents[0]?.value,
  'js-yaml by YAML 1.2': (text) => load(text, { schema: CORE_SCHEMA }),
  'js-yaml by YAML 1.1': (text) => load(text, { schema: YAML11_SCHEMA }),
};

describe.each(Object.entries(readers))('%s', (_, read) => {
  test.each(awkwardTexts.map((text) => [JSON.stringify(text).slice(0, 60), text]))(
    'reads %s back as value, key and list item',
    (_, text) => {
      const data = { a: text, z: 1, list: [text, [text, [text]], { b: text }] };
      expect(read(stringifyYamlValue(data))).toEqual(data);
      const keyed = Object.fromEntries([
        [text, { [`${text}x`]: [1] }],
        ['zz', 1],
      ]);
      expect(JSON.stringify(read(stringifyYamlValue(keyed)))).toBe(JSON.stringify(keyed));
      expect(read(stringifyYamlValue(text))).toBe(text);
    },
  );

  test('reads any JSON back', () => {
    const text = fc.oneof(
      fc.constantFrom(...awkwardTexts),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...Array.from(' \n\t-:#?&*!|>\'"%@`{}[],.~0x1eyY\\')) }),
    );
    const number = fc.oneof(
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e15, min: -1e15 }),
    );
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { maxDepth: 5 },
        text,
        number.map((value) => (value === 0 ? 0 : value)),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('json'), { maxLength: 4 }),
        fc.array(fc.tuple(text, tie('json')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
      ),
    }));
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.stringify(read(stringifyYamlValue(value)))).toBe(JSON.stringify(value));
      }),
      { seed: 20261122, numRuns: 500 },
    );
  });
});

test('objects are documents of one text, written as Kubernetes users write them', () => {
  const text = stringifyYaml([
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', labels: {} },
      spec: { ports: [{ name: 'http', port: 80 }], type: undefined, externalIPs: [] },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'web' },
      data: { 'a.conf': 'x\n  y\n\nz\n', port: '80' },
    },
  ]);
  expect(text).toBe(`apiVersion: v1
kind: Service
metadata:
  name: web
  labels: {}
spec:
  ports:
    - name: http
      port: 80
  externalIPs: []
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  a.conf: |
    x
      y

    z
  port: '80'
`);
});

test('a map without values is an empty map', () => {
  expect(stringifyYamlValue({ a: { b: undefined }, c: [{}] })).toBe('a: {}\nc:\n  - {}\n');
});

test('small and large numbers keep a point before the exponent, as YAML 1.1 wants it', () => {
  expect(stringifyYamlValue([1e-7, 1.5e-9, -0])).toBe('- 1.0e-7\n- 1.5e-9\n- 0\n');
});

class Money {
  readonly cents = 1;
}

test.each([
  ['not a number', NaN],
  ['infinity', -Infinity],
  ['an integer too large to be exact', 2 ** 53],
  ['a function', () => 1],
  ['a symbol', Symbol('x')],
  ['a date', new Date(0)],
  ['a Map', new Map()],
  ['an instance', new Money()],
  ['half a surrogate pair', '\ud800'],
  ['a missing list item', undefined],
])('%s is refused with its path', (_, value) => {
  expect(() => stringifyYamlValue({ spec: [{ 'a/b': [value] }] })).toThrow(ProblemError);
  expect(() => stringifyYamlValue({ spec: [{ 'a/b': [value] }] })).toThrow(
    'spec[0]["a/b"][0] cannot be written',
  );
});

test('what is told of a list item that is missing is no word of JavaScript', () => {
  expect(() => stringifyYamlValue({ spec: [undefined] })).toThrow(
    'spec[0] cannot be written: an item of a list is null, or has no value, and cannot be left out.',
  );
});

test('data that contains itself is refused, not followed for ever', () => {
  const data: Record<string, unknown> = {};
  data['self'] = data;
  expect(() => stringifyYamlValue(data)).toThrow('contains itself');
});

test('a key that is half a surrogate pair is refused', () => {
  expect(() => stringifyYamlValue({ '\udc00': 1 })).toThrow(ProblemError);
});

test('integers beyond the exact numbers, which objects of Kubernetes may hold, are written digit by digit', () => {
  expect(stringifyYamlValue({ priority: 9223372036854775807n })).toBe('priority: 9223372036854775807\n');
});

test.each([
  ['texts of digits', /^\d{1,30}$/],
  ['amounts, ranges, versions and times', /^[\d.]{1,4}(?:[a-zA-Z%/:_+-]{1,2}[\dA-Fa-f.:]{0,4})?$/],
  ['addresses and options', /^[:-]{1,3}[a-z.\d]{0,3}[:=]?[\d\w #]{0,3}$/],
  ['words', /^(?:true|false|null|yes|no|on|off|y|n|~|)$/],
])('%s are quoted, or not, as js-yaml does it', (_, form) => {
  fc.assert(
    fc.property(fc.stringMatching(form), (text) => {
      // What Go alone takes for a number, and what divides documents, is put into double quotes.
      const asOthers = [dump([text], { lineWidth: -1 }), `- ${JSON.stringify(text)}\n`];
      expect(asOthers).toContain(stringifyYamlValue([text]));
    }),
    { seed: 20261128, numRuns: 300 },
  );
});
