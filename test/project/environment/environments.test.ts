import * as fc from 'fast-check';
import { ProblemError } from '../../../lib/core/finding';
import { headline, load, only, problemsOf } from './support';

describe('an environment', () => {
  it('is base.yaml with its own file on top', () => {
    const base = 'namespace: shop\nservices:\n  web: { image: "web:1", replicas: 1 }';
    const own = 'services:\n  web: { replicas: 3 }\n  admin: { image: "admin:1" }';
    expect(only(base, own).spec).toEqual({
      namespace: 'shop',
      services: { web: { image: 'web:1', replicas: 3 }, admin: { image: 'admin:1' } },
    });
  });

  it('uses its own variables in what base.yaml says', () => {
    const base = 'namespace: shop\nvars: { size: small }\nservices: { web: { image: "web:${size}" } }';
    expect(only(base, 'vars: { size: large }').spec.services?.['web']?.image).toBe('web:large');
  });

  it('can do without something that base.yaml has, even where that is wrong', () => {
    const base = 'namespace: shop\nservices: { web: { image: "${nothing}" } }';
    expect(only(base, 'services: { web: null }').spec.services).toEqual({});
  });

  it('may have YAML anchors and merge keys, within a file', () => {
    const base =
      'namespace: shop\nservices:\n  a: &a { image: "a:1", replicas: 2 }\n  b: { <<: *a, image: "b:1" }';
    expect(only(base).spec.services?.['b']).toEqual({ image: 'b:1', replicas: 2 });
  });

  it('is the same however often it is loaded', () => {
    const files = { 'base.yaml': 'namespace: shop\nvars: { a: [1, 2] }', 'prod.yaml': '' };
    expect(load(files)[0]?.spec).toEqual(load(files)[0]?.spec);
  });
});

describe('bad input', () => {
  const base = 'namespace: shop\n';

  it.each([
    ['YAML that does not parse', 'services: [a\nb: c', 'invalid-yaml', '2:1'],
    ['a duplicate key', `${base}domain: a\ndomain: b`, 'duplicate-key', '3:1'],
    ['a tab', `${base}services:\n\tweb: {}`, 'invalid-yaml', '3:1'],
    ['a key that does not exist', `${base}service: {}`, 'unknown-field', '2:1'],
    ['a wrong type', `${base}services: { web: { image: "a:1", replicas: three } }`, 'wrong-type', '2:34'],
    ['a number in quotes', `${base}services: { web: { image: "a:1", replicas: "3" } }`, 'wrong-type', '2:34'],
    [
      'a value out of range',
      `${base}services: { web: { image: "a:1", replicas: -1 } }`,
      'out-of-range',
      '2:34',
    ],
    ['a missing key', `${base}services: { web: { replicas: 1 } }`, 'missing-field', '2:13'],
    ['a list where a map belongs', `${base}services: [web]`, 'wrong-type', '2:1'],
    ['null in a list', `${base}routes: { udp: { a: { services: [null] } } }`, 'wrong-type', '2:34'],
    ['an undefined variable', `${base}domain: \${region}.example.com`, 'unknown-variable', '2:1'],
    ['a variable cycle', `${base}vars:\n  a: \${b}\n  b: \${a}`, 'variable-cycle', '3:3'],
    ['an unset environment variable', `${base}domain: \${env:DOMAIN}`, 'unset-environment-variable', '2:1'],
    ['a name that is no DNS label', `${base}services:\n  Web_1: { image: "a:1" }`, 'invalid-name', '3:3'],
    ['several documents', `${base}---\ndomain: a`, 'invalid-environment-file', '3:1'],
    ['a list as a file', '- namespace: shop', 'invalid-environment-file', '1:1'],
    ['text as a file', 'namespace shop', 'invalid-environment-file', '1:1'],
    ['a key named __proto__', `${base}__proto__: { domain: a }`, 'unknown-field', '2:1'],
    ['a key named constructor', `${base}constructor: a`, 'unknown-field', '2:1'],
    [
      'a number that JavaScript cannot hold',
      `${base}vars: { n: 12345678901234567890 }`,
      'inexact-number',
      '2:12',
    ],
  ])('such as %s is reported at its place', (_, text, rule, place) => {
    expect(problemsOf({ 'environments/prod.yaml': text }).map(headline)).toEqual([
      `${rule} at environments/prod.yaml:${place}`,
    ]);
  });

  it('such as no namespace is reported', () => {
    expect(problemsOf({ 'prod.yaml': 'domain: a' })).toMatchObject([
      {
        rule: 'missing-field',
        message: expect.stringContaining('"namespace"'),
        location: { line: 1, column: 1 },
      },
    ]);
  });

  it('such as aliases that explode is refused at once', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `  a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`);
    const text = `namespace: shop\nvars:\n  a0: &a0 x\n${levels.join('\n')}\n`;
    expect(problemsOf({ 'prod.yaml': text })).toMatchObject([
      { rule: 'invalid-alias', location: { file: 'prod.yaml' } },
    ]);
  });

  it('such as nesting without end is refused at once', () => {
    expect(problemsOf({ 'prod.yaml': `namespace: a\nvars: { a: ${'['.repeat(100_000)}` })).toHaveLength(1);
  });

  it('in several files and places is reported together, in the order of the files', () => {
    const files = {
      'base.yaml': 'namespace: shop\nservces: {}\n',
      'dev.yaml': 'domain: [a]\n',
      'prod.yaml': 'vars: { a: "${b}" }\nmidlewares: {}\n',
    };
    expect(problemsOf(files).map(headline)).toEqual([
      'unknown-field at base.yaml:2:1',
      'wrong-type at dev.yaml:1:1',
      'unknown-variable at prod.yaml:1:9',
      'unknown-field at prod.yaml:2:1',
    ]);
  });

  it('in base.yaml is told once, not for each environment', () => {
    const files = { 'base.yaml': 'namespace: A', 'dev.yaml': '', 'prod.yaml': '', 'test.yaml': '' };
    expect(problemsOf(files)).toHaveLength(1);
  });

  it('names the nearest key', () => {
    expect(problemsOf({ 'prod.yaml': `${base}midlewares: {}` })).toMatchObject([
      { message: expect.stringContaining('"middlewares"'), fix: 'Write "middlewares".' },
    ]);
  });

  it('is reported in the file that set the value', () => {
    const files = {
      'base.yaml': 'namespace: shop\nservices:\n  web:\n    image: a:1\n    replicas: 1\n',
      'prod.yaml': 'services:\n  web:\n    replicas: many\n',
    };
    expect(problemsOf(files).map(headline)).toEqual(['wrong-type at prod.yaml:3:5']);
  });

  it('that lacks something is reported where the thing was first written', () => {
    const files = {
      'base.yaml': 'namespace: shop\nservices:\n  web:\n    replicas: 1\n',
      'prod.yaml': 'services:\n  web:\n    replicas: 2\n',
    };
    expect(problemsOf(files).map(headline)).toEqual(['missing-field at base.yaml:3:3']);
  });

  it('that came through a variable says so', () => {
    const text = `${base}vars: { count: many }\nservices: { web: { image: "a:1", replicas: "\${count}" } }`;
    expect(problemsOf({ 'prod.yaml': text })).toMatchObject([
      { rule: 'wrong-type', message: expect.stringContaining('It comes from ${count} (prod.yaml:2:9)') },
    ]);
  });

  it('does not count what is unresolved as wrong once more', () => {
    const text = `${base}services: { web: { image: "a:1", replicas: "\${count}" } }`;
    expect(problemsOf({ 'prod.yaml': text }).map(({ rule }) => rule)).toEqual(['unknown-variable']);
  });
});

describe('anything at all in a file', () => {
  const words = fc.constantFrom(
    ...'namespace domain vars traefik entryPoints services web image replicas env middlewares'.split(' '),
    ...'rateLimit compress routes http tcp match tls __proto__ constructor'.split(' '),
  );
  const texts = fc.constantFrom('${a}', '${namespace}', '${env:A:-${b}}', '${', '$${', '', 'a', 'web:1', '1');
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 6, depthSize: 'large' },
      fc.constantFrom(null, true, -1, 0.5, 80),
      texts,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.array(fc.tuple(words, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
    ),
  }));

  it('gives an environment or problems with places, never a crash', () => {
    fc.assert(
      fc.property(value, value, (base, own) => {
        const files = { 'base.yaml': JSON.stringify(base), 'prod.yaml': JSON.stringify(own) };
        expect(outcome(files)).toEqual([]);
      }),
      { seed: 20260307, numRuns: 500 },
    );
  });

  /** Problems without a place; none where the files are fine. */
  function outcome(files: Readonly<Record<string, string>>): readonly unknown[] {
    try {
      load(files);
      return [];
    } catch (error) {
      if (error instanceof ProblemError)
        return error.problems.filter(({ location }) => location === undefined);
      throw error;
    }
  }
});
