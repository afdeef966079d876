import * as fc from 'fast-check';
import { type ParseYamlOptions, parseYaml } from '../../../lib/core/yaml';
import { formatLocation } from '../../../lib/core/finding';

function value(text: string, options?: ParseYamlOptions): unknown {
  const { documents, problems } = parseYaml(text, 'x.yaml', options);
  expect(problems).toEqual([]);
  return documents[0]?.value;
}

/** `rule line:column` of each problem. */
function problems(text: string, options?: ParseYamlOptions): string[] {
  return parseYaml(text, 'x.yaml', options).problems.map(
    ({ rule, location }) => `${rule} ${location?.line}:${location?.column}`,
  );
}

describe('what is wrong with a text is told with line and column', () => {
  test.each([
    ['a tab as indentation', 'a:\n\t- b', 'invalid-yaml 2:1'],
    ['a value that holds a colon', 'a: b: c', 'invalid-yaml 1:5'],
    ['an open bracket', 'a: [1,\n', 'invalid-yaml 2:1'],
    ['an unknown escape', 'a: "\\q"', 'invalid-yaml 1:6'],
    ['a null byte', 'a: \0', 'invalid-yaml 1:4'],
    ['endless nesting', '['.repeat(100_000), 'invalid-yaml 1:200'],
    ['a duplicate key', 'a: 1\nb:\n  c: 1\n  "c": 2\n', 'duplicate-key 4:3'],
    ['an alias without anchor', 'a: *b', 'invalid-alias 1:4'],
    ['an alias inside its own anchor', 'a: &a [*a]', 'invalid-alias 1:8'],
    ['a map as key', '? {a: 1}\n: 2', 'key-not-text 1:3'],
    ['a template without quotes', 'a: {{ x }}', 'key-not-text 1:5'],
    ['a number as key', 'a:\n  80: x', 'key-not-text 2:3'],
    ['a null as key', '~: x', 'key-not-text 1:1'],
    ['a tag of some program', 'a: !vault x', 'invalid-tag 1:4'],
    ['a tag that does not fit', 'a: !!int x', 'invalid-tag 1:10'],
    ['a tag on a map', 'a: !!seq {b: 1}', 'invalid-tag 1:4'],
    ['a number that is none', 'a: .inf', 'inexact-number 1:4'],
    ['a number too large to be exact', 'a: 9007199254740993', 'inexact-number 1:4'],
    ['a merge of no map', 'a: 1\n<<: [1]', 'invalid-merge 2:1'],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual([expected]);
  });

  test('all duplicate keys at once, in Windows files as well', () => {
    expect(problems('a: 1\r\na: 2\r\nb: 1\r\nb: 2\r\n')).toEqual(['duplicate-key 2:1', 'duplicate-key 4:1']);
  });

  test('the message of a duplicate key names the first', () => {
    expect(parseYaml('a: 1\n\na: 2', 'x.yaml').problems[0]?.message).toBe(
      'The key "a" stands twice in one map. First in line 1.',
    );
  });
});

test('aliases that explode are refused at once', () => {
  const lines = ['a: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 30; level++) {
    lines.push(
      `b${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  }
  expect(problems(lines.join('\n'))).toEqual(['invalid-alias 6:10']);
});

test('aliases that nest without end are refused', () => {
  const deep = '['.repeat(90) + ']'.repeat(90);
  const lines = [`a0: &a0 ${deep}`];
  for (let level = 1; level < 200; level++) {
    lines.push(`a${level}: &a${level} ${'['.repeat(90)}*a${level - 1}${']'.repeat(90)}`);
  }
  expect(problems(lines.join('\n')).every((problem) => problem.startsWith('too-deep'))).toBe(true);
});

test('an alias is a copy: changing one changes no other', () => {
  const [first, second] = Object.values(Object(value('a: &x {b: 1}\nc: *x')));
  expect(first).toEqual({ b: 1 });
  expect(second).toEqual(first);
  expect(second).not.toBe(first);
});

test('an anchor ends with its document', () => {
  expect(problems('a: &x 1\n---\nb: *x')).toEqual(['invalid-alias 3:4']);
});

test('a merge gives way to the keys beside it, wherever they stand, and to earlier merges', () => {
  expect(value('<<: [{a: 1, b: 1}, {b: 2, c: 2}]\nc: 3')).toEqual({ a: 1, b: 1, c: 3 });
  expect(value('c: 3\n<<: {c: 4}')).toEqual({ c: 3 });
  expect(value('"<<": {c: 4}')).toEqual({ '<<': { c: 4 } });
});

test('by the rules of kubectl a merge wins over what stands before it', () => {
  expect(value('c: 3\n<<: {c: 4}', { dialect: 'kubernetes' })).toEqual({ c: 4 });
});

test('keys that JavaScript treats specially are plain keys', () => {
  const data: object = Object(value('__proto__: {admin: true}\nconstructor: 1\ntoString: 2'));
  expect(Object.keys(data)).toEqual(['__proto__', 'constructor', 'toString']);
  expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  expect({}).not.toHaveProperty('admin');
});

test('unquoted words mean what YAML 1.2 says', () => {
  const text = 'a: [yes, on, y, 010, 0o10, 0x1F, 1_0, 1:20, 2020-01-01, 1e3, .5, true, ~, +1]';
  expect(value(text)).toEqual({
    a: ['yes', 'on', 'y', 10, 8, 31, '1_0', '1:20', '2020-01-01', 1000, 0.5, true, null, 1],
  });
});

test('unquoted words mean what kubectl makes of them where objects are read', () => {
  const text =
    'a: [yes, off, y, 010, 0o10, 0x1F, 1_0, 1:20, 2020-01-01, 08, 0b11, -0x1, "yes"]\n80: x\ntrue: z';
  expect(value(text, { dialect: 'kubernetes' })).toEqual({
    a: [true, false, true, 8, 8, 31, 10, '1:20', '2020-01-01', 8, 3, -1, 'yes'],
    80: 'x',
    true: 'z',
  });
});

test('an integer from a cluster is exact up to 64 bits; what is larger is a warning', () => {
  const text =
    'a: [9223372036854775807, -9223372036854775808, +9007199254740993, 18_446_744_073_709_551_615]';
  expect(value(text, { dialect: 'kubernetes' })).toEqual({
    a: [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, 2n ** 64n - 1n],
  });
  const { documents, problems } = parseYaml('a: 18446744073709551616', 'x', { dialect: 'kubernetes' });
  expect(documents[0]?.value).toEqual({ a: 2 ** 64 });
  expect(problems.map(({ severity }) => severity)).toEqual(['warning']);
});

test('documents without content are left out', () => {
  const { documents } = parseYaml('# only a comment\n---\n---\na: 1\n---\n# another\n', 'x.yaml');
  expect(documents.map((document) => document.value)).toEqual([{ a: 1 }]);
  expect(parseYaml('', 'x.yaml').documents).toEqual([]);
  expect(parseYaml('--- null', 'x.yaml').documents.map((document) => document.value)).toEqual([null]);
});

test('a byte order mark is no part of the first key', () => {
  expect(value('\ufeffa: 1')).toEqual({ a: 1 });
});

describe('locate', () => {
  const text = `a:
  - x: 1
    "y": {z: [10, 20]}
  - &b
    p: 1
c: *x
`.replace('*x', '{d: e}');
  const document = parseYaml(`# head\n---\nfirst: 1\n---\n${text}`, 'dir/x.yaml').documents[1];

  test.each([
    [['a'], '5:1'],
    [['a', 0], '6:5'],
    [['a', 0, 'y'], '7:5'],
    [['a', 0, 'y', 'z'], '7:11'],
    [['a', 0, 'y', 'z', 1], '7:19'],
    [['a', 1, 'p'], '9:5'],
    [['c', 'd'], '10:5'],
    [['c', 'nowhere', 'at', 'all'], '10:1'],
    [['a', 99], '5:1'],
    [['__proto__'], '5:1'],
  ])('%j stands at %s', (path, place) => {
    expect(document && formatLocation(document.locate(path))).toBe(`dir/x.yaml:${place}`);
  });

  test('a merged key stands where it was written', () => {
    const { documents } = parseYaml('base: &b\n  x: 1\nuse:\n  <<: *b\n', 'x.yaml');
    expect(documents[0]?.locate(['use', 'x'])).toMatchObject({ line: 2, column: 3 });
  });
});

test('whatever the text, reading it does not throw', () => {
  const piece = fc.constantFrom(
    'a',
    ':',
    ' ',
    '\n',
    '- ',
    '? ',
    '&a ',
    '*a',
    '<<: ',
    '!!int ',
    '!x ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '|\n',
    '>-\n',
    '#',
    '%',
    '---\n',
    '...\n',
    '\t',
    '\r',
    '0x1',
    '\ud800',
    '\\',
    '\0',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      for (const dialect of ['core', 'kubernetes'] as const) {
        for (const document of parseYaml(pieces.join(''), 'x', { dialect }).documents) {
          expect(() => JSON.stringify(document.value)).not.toThrow();
          expect(document.locate(['a', 0]).line).toBeGreaterThan(0);
        }
      }
    }),
    { seed: 20261122, numRuns: 3000 },
  );
});

describe('a text that is long enough to be read in parts', () => {
  const document = (number: number): string =>
    `kind: A\nnumber: ${number}\ntext: |\n  ${'x'.repeat(200)}\n  --- not a separator\nlast: &a {b: 1}\nagain: *a\n`;
  const documents = Array.from({ length: 2000 }, (_, number) => document(number));

  test('gives the same documents and places as each by itself', () => {
    const text = documents.join('---\n');
    const reading = parseYaml(text, 'a.yaml', { dialect: 'kubernetes' });
    expect(reading.problems).toEqual([]);
    expect(reading.documents.length).toBe(2000);
    const lines = text.split('\n');
    for (const [number, read] of reading.documents.entries()) {
      expect(read.value).toEqual(parseYaml(document(number), 'a.yaml').documents[0]?.value);
      const { line, column } = read.locate(['number']);
      expect(lines[line - 1]?.slice(column - 1)).toBe(`number: ${number}`);
      expect(lines[read.locate(['last', 'b']).line - 1]).toBe('last: &a {b: 1}');
    }
  });

  test('tells what is wrong at its place', () => {
    const twice = documents.with(1500, 'kind: A\nkind: B\n').join('---\n');
    const [problem] = parseYaml(twice, 'a.yaml').problems;
    const { line = 0, column } = problem?.location ?? {};
    expect([twice.split('\n')[line - 1], column]).toEqual(['kind: B', 1]);
    const first = Number(/First in line (\d+)/.exec(problem?.message ?? '')?.[1]);
    expect(first).toBe(line - 1);
  });

  test.each([
    ['what does not parse in one part', (text: string) => text.replace('number: 1700', 'number: [1700')],
    [
      'a quote that is open over a separator',
      (text: string) => text.replace('number: 1700', 'number: "1700'),
    ],
  ])('is no text at all with %s, as a short one', (_, broken) => {
    const { documents: none, problems } = parseYaml(broken(documents.join('---\n')), 'a.yaml');
    expect(none).toEqual([]);
    expect(problems.map(({ rule }) => rule)).toEqual(['invalid-yaml']);
    expect(problems[0]?.location?.line).toBeGreaterThan(10_000);
  });

  test('counts what aliases add over all parts', () => {
    const many =
      'a: &a [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]\nb: [*a,*a]\n';
    const { problems } = parseYaml(Array.from({ length: 3000 }, () => many).join('---\n'), 'a.yaml');
    expect(problems.map(({ rule }) => rule)).toEqual(['invalid-alias']);
  });

  test('keeps directives with their documents, and separators that other line breaks precede in their texts', () => {
    const long = documents.join('---\n');
    expect(parseYaml(`%YAML 1.2\n---\n${long}`, 'a.yaml').documents.length).toBe(2000);
    const text = `a: x\u2028--- y\nb: ${'z'.repeat(200_000)}\n`;
    expect(
      parseYaml(text + '---\nc: 1\n', 'a.yaml').documents.map(({ value }) => Object.keys(value ?? {})),
    ).toEqual([['a', 'b'], ['c']]);
  });
});
