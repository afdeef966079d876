import * as fc from 'fast-check';
import { interpolate } from '../../../lib/project/environment/interpolate';
import { plainOf } from '../../../lib/project/environment/node';
import type { Problem } from '../../../lib/core/finding';
import { headline, only, problemsOf, treeOfMap } from './support';

const seed = 20260303;

interface Result {
  readonly value: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

function run(
  value: Readonly<Record<string, unknown>>,
  variables: Readonly<Record<string, string>> = {},
): Result {
  const { root, problems } = interpolate(treeOfMap(value), 'prod', variables);
  return { value: Object(plainOf(root)), problems };
}

describe('variables', () => {
  it('are replaced in any string, at any depth', () => {
    const { value, problems } = run({
      vars: { tag: 'v1' },
      services: { a: { args: ['--tag=${tag}', 'x'] } },
    });
    expect(problems).toEqual([]);
    expect(value['services']).toEqual({ a: { args: ['--tag=v1', 'x'] } });
  });

  it('keep their type where they are the whole value', () => {
    const vars = { count: 3, on: true, list: ['a', 'b'], map: { a: 1 } };
    const { value } = run({
      vars,
      a: '${count}',
      b: '${on}',
      c: '${list}',
      d: '${map}',
      e: 'n=${count},${on}',
    });
    expect(value).toMatchObject({ a: 3, b: true, c: ['a', 'b'], d: { a: 1 }, e: 'n=3,true' });
  });

  it('may refer to other variables, whatever the order', () => {
    const { value } = run({
      vars: { url: 'https://${host}', host: '${name}.example.com', name: 'api' },
      a: '${url}/',
    });
    expect(value['a']).toBe('https://api.example.com/');
  });

  it('include the name of the environment, its namespace and its domain', () => {
    const { value, problems } = run({
      namespace: 'shop-${environment}',
      domain: '${environment}.example.com',
      a: '${namespace}@${domain}',
    });
    expect(problems).toEqual([]);
    expect(value['a']).toBe('shop-prod@prod.example.com');
  });

  it('may not take the names that the environment has of itself', () => {
    const { problems } = run({ vars: { domain: 'x' } });
    expect(problems.map(headline)).toEqual(['reserved-variable at test.yaml:1:10']);
  });

  it('are not replaced in keys, which is said', () => {
    const { problems } = run({ vars: { a: 'x' }, labels: { '${a}': 'y', '${1}': 'z' } });
    expect(problems.map(({ rule, field }) => [rule, field])).toEqual([
      ['variable-in-key', ['labels', '${a}']],
    ]);
  });

  it('leave the groups of regular expressions alone', () => {
    const { value, problems } = run({ a: '/x/${1}$2', b: '$${host}/${1}' });
    expect(problems).toEqual([]);
    expect(value).toEqual({ a: '/x/${1}$2', b: '${host}/${1}' });
  });

  it('do not replace what a variable holds literally', () => {
    const { value } = run({ vars: { a: '$${b}' }, x: '${a}', y: '<${a}>' });
    expect(value).toMatchObject({ x: '${b}', y: '<${b}>' });
  });

  it('that hold a list cannot stand within text', () => {
    const { problems } = run({ vars: { list: ['a'] }, x: 'a,${list}' });
    expect(problems).toMatchObject([
      { rule: 'structured-variable-in-text', message: expect.stringContaining('is a list') },
    ]);
  });

  it('of no such name are reported with the nearest', () => {
    const { problems } = run({ vars: { replicas: 1 }, a: '${replica}' });
    expect(problems).toMatchObject([
      { rule: 'unknown-variable', fix: expect.stringContaining('${replicas}') },
    ]);
  });

  it('that only the process has are reported with the right form', () => {
    const { problems } = run({ a: '${IMAGE_TAG}' }, { IMAGE_TAG: 'v1' });
    expect(problems).toMatchObject([{ fix: expect.stringContaining('${env:IMAGE_TAG}') }]);
  });

  it('named like a method of every object are unknown like any other', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const { problems } = run({ vars: {}, a: `\${${name}}`, b: `\${env:${name}}` });
      expect(problems.map(({ rule }) => rule)).toEqual(['unknown-variable', 'unset-environment-variable']);
    }
  });

  it('report each of several mistakes in one string', () => {
    const { problems } = run({ a: '${b} ${env:C} ${d}' });
    expect(problems.map(({ rule }) => rule)).toEqual([
      'unknown-variable',
      'unset-environment-variable',
      'unknown-variable',
    ]);
  });
});

describe('variables of the process', () => {
  it('replace ${env:NAME}', () => {
    expect(run({ a: 'x:${env:TAG}' }, { TAG: 'v2' }).value['a']).toBe('x:v2');
  });

  it('are never looked into for variables again', () => {
    expect(run({ vars: { a: 1 }, x: '${env:T}', y: '<${env:T}>' }, { T: '${a}' }).value).toMatchObject({
      x: '${a}',
      y: '<${a}>',
    });
  });

  it('give way to the fallback where they are unset or empty', () => {
    const text = { a: 'x:${env:TAG:-latest}' };
    expect(run(text).value['a']).toBe('x:latest');
    expect(run(text, { TAG: '' }).value['a']).toBe('x:latest');
    expect(run(text, { TAG: 'v3' }).value['a']).toBe('x:v3');
  });

  it('may be empty where there is no fallback', () => {
    expect(run({ a: '<${env:SUFFIX}>' }, { SUFFIX: '' })).toMatchObject({ value: { a: '<>' }, problems: [] });
  });

  it('may have variables in their fallback', () => {
    expect(run({ vars: { tag: 'v1' }, a: '${env:TAG:-${tag}-dev}' }).value['a']).toBe('v1-dev');
  });

  it('that are unset are an error', () => {
    expect(run({ a: '${env:TAG}' }).problems).toMatchObject([
      { rule: 'unset-environment-variable', fix: expect.stringContaining('${env:TAG:-…}') },
    ]);
  });
});

describe('variables of variables', () => {
  it('in a circle are reported once, with the way round', () => {
    const { problems } = run({ vars: { a: '${b}', b: 'x${c}', c: '${a}' }, x: '${b}', y: '${a}' });
    expect(problems).toMatchObject([
      { rule: 'variable-cycle', message: expect.stringContaining('a → b → c → a'), location: { line: 1 } },
    ]);
  });

  it('may not refer to themselves', () => {
    expect(run({ vars: { a: '${a}' } }).problems).toMatchObject([
      { message: expect.stringContaining('a → a') },
    ]);
  });

  it('may not go round through namespace and domain', () => {
    expect(run({ namespace: '${domain}', domain: '${namespace}' }).problems).toMatchObject([
      { rule: 'variable-cycle', message: expect.stringContaining('namespace → domain → namespace') },
    ]);
  });

  it('in a chain of thousands are refused rather than followed', () => {
    const chain = Array.from({ length: 5000 }, (_, i) => [`v${i}`, `\${v${i + 1}}`] as const);
    const { problems } = run({ vars: { ...Object.fromEntries(chain), v5000: 'end' } });
    expect(problems.some(({ rule }) => rule === 'long-variable-chain')).toBe(true);
  });

  it('that double at each step are refused before they fill the memory', () => {
    const doubling = Array.from({ length: 60 }, (_, i) => [`v${i}`, `\${v${i + 1}}\${v${i + 1}}`] as const);
    const { problems } = run({ vars: { ...Object.fromEntries(doubling), v60: 'x'.repeat(100) } });
    expect(problems.map(({ rule }) => rule)).toEqual(['excessive-variables']);
  });

  it('that double as lists are refused too', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, i) => [`v${i}`, [`\${v${i + 1}}`, `\${v${i + 1}}`]] as const,
    );
    const { problems } = run({ vars: { ...Object.fromEntries(doubling), v60: 1 } });
    expect(problems.map(({ rule }) => rule)).toEqual(['excessive-variables']);
  });

  it('that nest too deep are refused', () => {
    const nest = (depth: number, inner: unknown): unknown => (depth === 0 ? inner : [nest(depth - 1, inner)]);
    const { problems } = run({ vars: { a: nest(100, '${b}'), b: nest(100, '${c}'), c: nest(50, 1) } });
    expect(problems).toMatchObject([
      { rule: 'excessive-variables', message: expect.stringContaining('200 levels') },
    ]);
  });
});

describe('any text without a variable', () => {
  it('stays as it is', () => {
    const texts = fc.string({
      unit: fc.constantFrom('$', '{', '}', 'a', '1', ':', '-', ' ', 'é', '😀', '\n'),
    });
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(!text.includes('${'));
        expect(run({ a: text })).toEqual({ value: { a: text }, problems: [] });
      }),
      { seed },
    );
  });

  it('can be written by doubling the dollar', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', '1', ' ') }), (text) => {
        expect(run({ a: `$\${${text}` })).toEqual({ value: { a: `\${${text}` }, problems: [] });
      }),
      { seed },
    );
  });
});

describe('many variables', () => {
  it('made of one another, without bound, are told and not run out of memory or stack', () => {
    for (const value of ['"${v@}${v@}"', '["${v@}", "${v@}"]', `"${'${v@}'.repeat(30)}"`]) {
      const vars = Array.from(
        { length: 40 },
        (_, index) => `  v${index + 1}: ${value.replaceAll('@', String(index))}`,
      );
      const text = `namespace: a\nvars:\n  v0: some text\n${vars.join('\n')}\n`;
      expect(problemsOf({ 'dev.yaml': text }).map(({ rule }) => rule)).toEqual(['excessive-variables']);
    }
  });

  it('flow into a value each once, however often they stand in it', () => {
    const text = 'namespace: a\nvars: { a: x, b: "${a}${a}", c: "${b}${a}${b}" }\ndomain: "${c}"\n';
    expect(
      only('', text)
        .provenance(['domain'])
        ?.variables.map(({ name }) => name),
    ).toEqual(['c', 'b', 'a']);
  });

  it('that nobody defined are each told, those beyond a bounded amount of work without a suggestion', () => {
    const names = Array.from({ length: 4000 }, (_, index) => index);
    const vars = names.map((index) => `  known-variable-${index}: x`).join('\n');
    const env = names.map((index) => `      E${index}: "\${unknown-variable-${index}}"`).join('\n');
    const text = `namespace: a\nvars:\n${vars}\nservices:\n  a:\n    image: a:1\n    env:\n${env}\n`;
    const problems = problemsOf({ 'dev.yaml': text });
    expect(problems).toHaveLength(4000);
    expect(problems.at(-1)?.fix).toContain('Add it to vars');
  });
});
