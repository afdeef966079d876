import * as fc from 'fast-check';
import { parseYaml } from '../../../../lib/core/yaml';
import { escaped, key, quoted, scalar } from '../../../../lib/tools/chart/helm/literal';
import { awkward } from '../changes';

const read = (text: string): unknown => parseYaml(text, 'test').documents[0]?.value;

test('any text is read back from its quotes as JSON and as YAML', () => {
  fc.assert(
    fc.property(awkward, (text) => {
      expect(JSON.parse(quoted(text))).toBe(text);
      expect(read(`a: ${quoted(text)}\n`)).toEqual({ a: text });
    }),
    { numRuns: 300, seed: 20261122 },
  );
});

test('no text of a program opens an action', () => {
  fc.assert(
    fc.property(awkward, (text) => {
      expect(scalar(text).replaceAll('{{ "{{" }}', '')).not.toContain('{{');
    }),
    { numRuns: 300, seed: 20261122 },
  );
  expect(escaped('a {{ b }} {{{')).toBe('a {{ "{{" }} b }} {{ "{{" }}{');
});

test.each([
  'yes',
  'No',
  'on',
  'null',
  '~',
  'true',
  '1',
  '1e3',
  '0x10',
  '2024-01-01',
  '',
  ' a',
  'a: b',
  '#',
  '<<',
])('the text %j does not become something else for want of quotes', (text) => {
  expect(read(`a: ${scalar(text)}\n`)).toEqual({ a: text });
  expect(read(`${key(text)}: 1\n`)).toEqual({ [text]: 1 });
});

test.each(['web', 'registry.example/web', 'a b', 'apps/v1'])('the text %j is written as it is', (text) => {
  expect(scalar(text)).toBe(text);
});

test('numbers, switches and nothing are written as such', () => {
  expect([1, -0.5, true, null, undefined].map(scalar)).toEqual(['1', '-0.5', 'true', 'null', 'null']);
});
