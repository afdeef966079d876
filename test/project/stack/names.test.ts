import { distinctNames, fileNamePart } from '../../../lib/project/stack/names';

test.each([
  ['web', 'web'],
  ['Web_1.2', 'Web_1.2'],
  ['prod/web', 'prod-web'],
  ['../../etc/passwd', 'etc-passwd'],
  ['.hidden', 'hidden'],
  ['a b\0c\\d:e', 'a-b-c-d-e'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
])('%j is safe as %s', (text, expected) => {
  expect(fileNamePart(text)).toBe(expected);
});

test.each(['', '..', '日本', '///'])('%j has a name of its own', (text) => {
  expect(fileNamePart(text)).toMatch(/^x-[0-9a-f]{8}$/);
});

test('two long texts keep two names, short enough for every file system', () => {
  const [a, b] = ['a', 'b'].map((end) => fileNamePart('x'.repeat(300) + end));
  expect(a).not.toBe(b);
  expect(a?.length).toBeLessThanOrEqual(180);
});

test('names that differ by letter case alone are made distinct, and only those', () => {
  const names = distinctNames(['web', 'WEB', 'api'], (thing) => [thing, `${thing}-${thing.charCodeAt(0)}`]);
  expect([...names.values()]).toEqual(['web-119', 'WEB-87', 'api']);
});

test('a longer name that meets the short name of another makes both change', () => {
  const offers = new Map([
    ['1', ['a', 'a.b']],
    ['2', ['a', 'a.c']],
    ['3', ['a.b', 'a.b.x']],
  ]);
  const names = distinctNames([...offers.keys()], (thing) => offers.get(thing) ?? []);
  expect([...names.values()]).toEqual(['a.b', 'a.c', 'a.b.x']);
});
