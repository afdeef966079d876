import * as fc from 'fast-check';
import { dataOf, holdFiles } from '../../../lib/constructs/workload/inline-files';
import { isDataKey } from '../../../lib/core/kubernetes';

describe('inline files', () => {
  test('have their name as key', () => {
    expect(holdFiles({ '/etc/dex/config.yaml': 'a' })).toEqual([
      {
        path: '/etc/dex/config.yaml',
        directory: '/etc/dex',
        base: 'config.yaml',
        key: 'config.yaml',
        content: 'a',
        keepDirectory: false,
      },
    ]);
  });

  test('of the same name in two directories have two keys', () => {
    const keys = holdFiles({ '/a/x.yaml': '1', '/b/x.yaml': '2' }).map(({ key }) => key);
    expect(keys[0]).toBe('x.yaml');
    expect(keys[1]).toMatch(/^b-x\.yaml-[0-9a-f]{8}$/);
  });

  test('may have names that no key can have', () => {
    const files = holdFiles({ '/a/größe .txt': '1', '/a/..hidden': '2', [`/a/${'x'.repeat(300)}`]: '3' });
    expect(files.map(({ base }) => base)).toEqual(['größe .txt', '..hidden', 'x'.repeat(300)]);
    for (const { key } of files) expect(isDataKey(key)).toBe(true);
  });

  test('keep content under valid, distinct keys, whatever their paths', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ maxLength: 40 }).map((path) => `/${path}`),
          fc.string(),
        ),
        (files) => {
          const held = holdFiles(files);
          expect(held.every(({ key }) => isDataKey(key))).toBe(true);
          expect(Object.keys(dataOf(held))).toHaveLength(Object.keys(files).length);
        },
      ),
      { seed: 6 },
    );
  });
});

test.each(['.', '..', '..x', '', 'a/b', 'a b', 'x'.repeat(254)])('%j is no key of a ConfigMap', (text) => {
  expect(isDataKey(text)).toBe(false);
});
