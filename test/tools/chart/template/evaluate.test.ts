import { type Release, evaluate, gives } from '../../../../lib/tools/chart/template/evaluate';
import { withValue } from '../../../../lib/tools/chart/values';
import type { Template } from '../../../../lib/tools/chart/template/template';

const isOn = { kind: 'feature', feature: { kind: 'true', path: ['on'] } } as const;
const number: Template = { kind: 'value', text: true, path: ['n'] };

const template: Template = {
  kind: 'map',
  entries: [
    { key: 'copy', value: { kind: 'value', text: false, path: ['t'] } },
    { key: '__proto__', value: number },
    {
      key: 'sum',
      when: isOn,
      value: { kind: 'sum', text: false, paths: ['n', 'm'].map((key) => [key]), plus: 1 },
    },
    {
      key: 'list',
      value: {
        kind: 'list',
        items: [
          { key: 'a', when: isOn, value: { kind: 'literal', value: { b: [1] } } },
          { key: 'b', value: { kind: 'text', parts: ['x-', { path: ['t'] }] } },
          { key: 'c', when: { kind: 'not', condition: isOn }, value: number },
        ],
      },
    },
    {
      key: 'choice',
      value: {
        kind: 'choice',
        options: [{ when: isOn, value: { kind: 'map', entries: [] } }],
        otherwise: { kind: 'literal', value: [] },
      },
    },
  ],
};

const releases = [true, false].flatMap((on) =>
  [1, 2].map((n): Release => ({ values: { on, n, m: 3, t: `t${n}` }, environment: 'one', computations: [] })),
);

test('a template gives what it evaluates to, and nothing else', () => {
  const made = releases.map((release) => evaluate(template, release));
  for (const [index, release] of releases.entries()) {
    expect(made.map((one) => gives(template, release, one))).toEqual(made.map((_, other) => other === index));
  }
});

test.each<[string, (made: Record<string, unknown>) => unknown]>([
  ['a key more', (made) => ({ ...made, more: 1 })],
  ['a key less', (made) => withValue(made, ['copy'], undefined)],
  ['an item more', (made) => ({ ...made, list: [made['list'], 1].flat() })],
  ['an item less', (made) => ({ ...made, list: [made['list']].flat().slice(1) })],
  ['a list in the place of a map', (made) => ({ ...made, choice: [] })],
  ['no map at all', () => 'text'],
])('a template does not give %s', (_, changed) => {
  const [release] = releases;
  if (!release) throw new Error('there is no release');
  const made = JSON.parse(JSON.stringify(evaluate(template, release)));
  expect(gives(template, release, made)).toBe(true);
  expect(gives(template, release, changed(made))).toBe(false);
});
