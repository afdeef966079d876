import { overlayFile, readme, valuesFile } from '../../../lib/tools/chart/documents';
import { leafPaths, valueAt } from '../../../lib/tools/chart/values';
import { parseYaml } from '../../../lib/core/yaml';

const read = (text: string): unknown => parseYaml(text, 'test').documents[0]?.value;
const values = {
  environment: 'dev',
  a: { text: 'first\n  second\n\n', list: ['x', ''], no: 'yes', '': 1 },
  empty: {},
  end: '\n',
};

test('values.yaml is read back as the values, comments and all', () => {
  expect(read(valuesFile(values, 'environment', ([key]) => `what ${key} is for: # all of it`))).toEqual(
    values,
  );
});

test('a meaning stands above the first value that has it, in lines that are not too long', () => {
  const text = valuesFile({ a: { b: 1, c: 1 } }, 'environment', (path) =>
    path.length > 1 ? 'word '.repeat(40) : undefined,
  );
  expect(text.match(/word word/g)?.length).toBeGreaterThan(1);
  expect(text.split('  b: 1')[1]).not.toContain('word');
  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(120);
});

test('an overlay holds what differs', () => {
  expect(read(overlayFile(values, { ...values, a: { ...values.a, no: 'no' }, more: [1] }, 'prod'))).toEqual({
    a: { no: 'no' },
    more: [1],
  });
});

test('the README has a row for each value, and a line with a reason for each that is fixed', () => {
  const text = readme({
    name: 'shop',
    selector: 'environment',
    base: values,
    values: new Map([['dev', values]]),
    namespaces: new Map([['dev', 'shop-dev']]),
    fixed: [{ path: ['b', 'x|y'], reason: 'unused' }],
    sections: [],
    describe: () => undefined,
  });
  expect(text).toContain('helm upgrade --install shop . -f values.dev.yaml --namespace shop-dev\n');
  expect(text).toContain('| `a.no` |  | `"yes"` |\n');
  expect(text).toContain('- `b."x|y"`: nothing that the chart makes follows from it\n');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toHaveLength(leafPaths(values).length);
  expect(valueAt(values, ['a', ''])).toBe(1);
});
