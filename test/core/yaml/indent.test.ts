import { parseYaml } from '../../../lib/core/yaml';
import { indentContinuations } from '../../../lib/core/yaml/indent';

/** A quoted text that goes on further left than its key, as generators of CRDs write it. */
const shallow = `kind: First
---
kind: Second
spec:
  deep:
    rule: 'a == b ||
  c == ''d''

  e'
    other: "x
y"
  after: 1
---
kind: Third
`;

describe('quoted texts that go on further left than kubectl minds', () => {
  it('are read with the value that kubectl reads', () => {
    const { documents, problems } = parseYaml(shallow, 'crd.yaml', { dialect: 'kubernetes' });
    expect(problems).toEqual([]);
    expect(documents.map(({ value }) => value)).toEqual([
      { kind: 'First' },
      { kind: 'Second', spec: { deep: { rule: "a == b || c == 'd'\ne", other: 'x y' }, after: 1 } },
      { kind: 'Third' },
    ]);
  });

  it('leave every place where it was', () => {
    const { documents } = parseYaml(shallow, 'crd.yaml', { dialect: 'kubernetes' });
    const [, second, third] = documents;
    expect(second?.locate(['spec', 'deep', 'other'])).toEqual({ file: 'crd.yaml', line: 10, column: 5 });
    expect(second?.locate(['spec', 'after'])).toEqual({ file: 'crd.yaml', line: 12, column: 3 });
    expect(third?.locate(['kind'])).toEqual({ file: 'crd.yaml', line: 14, column: 1 });
  });

  it('leave other mistakes of the text at their places', () => {
    const broken = `${shallow}---\nkind: [\n`;
    const [problem] = parseYaml(broken, 'crd.yaml', { dialect: 'kubernetes' }).problems;
    expect(problem).toMatchObject({ rule: 'invalid-yaml', location: { line: 17 } });
    const twice = parseYaml(`${shallow}kind: Again\n`, 'crd.yaml', { dialect: 'kubernetes' }).problems;
    expect(twice).toMatchObject([{ location: { line: 15, column: 1 } }]);
  });

  it('are refused where YAML 1.2 decides', () => {
    const [problem] = parseYaml(shallow, 'prod.yaml').problems;
    expect(problem).toMatchObject({ rule: 'invalid-yaml', location: { line: 7 } });
  });
});

describe('the lines that are indented', () => {
  const untouched = [
    ['a block scalar', "text: |\n  it's\n  'so\nnext: 1\n"],
    ['a block scalar in a list', "- |\n  key: 'so\n  more\n- b\n"],
    ['a block scalar under a key in a list', "- key: >-  # comment\n    a: 'so\n    more\n  other: b\n"],
    ['a comment', "# don't\nkey: value # isn't\nother: 1\n"],
    ['text with quotes inside', "key: it's\nother: that's\n"],
    ['what is closed on its line', "a: 'it''s'\nb: \"x\\\"y\"\nc: 1\n"],
    ['what was never closed before a new document', "a: 'x\n---\nb: 1\n"],
  ] as const;

  it.each(untouched)('are none of %s', (_what, text) => {
    expect(indentContinuations(text).text).toBe(text);
  });

  const continued = [
    ['after a key', "key: 'a\nb'\nnext: 1\n", 'b'],
    ['after a quoted key', '\'k: 1\': "a\nb"\nnext: 1\n', 'b'],
    ['in a list', "- - 'a\nb'\n- c\n", 'b'],
    ['after a tag and an anchor', "key: !!str &x 'a\nb'\n", 'b'],
    ['by themselves', "'a\nb'\n", 'b'],
    ['after a block scalar', "- key: |\n    don't\n  other: 'a\nb'\n", 'b'],
  ] as const;

  it.each(continued)('are those of a quoted text %s', (_where, text, line) => {
    const indented = indentContinuations(text).text.split('\n');
    const moved = indented.filter((one, index) => one !== text.split('\n')[index]);
    expect(moved.map((one) => one.trimStart().slice(0, line.length))).toEqual([line]);
  });
});

it('says where each character stood before', () => {
  const { text, originalOf } = indentContinuations(shallow);
  for (const word of ['Second', 'rule', 'a == b', 'other', 'after', 'Third'])
    expect(originalOf(text.indexOf(word))).toBe(shallow.indexOf(word));
});
