import { constantsOf } from '../../../../lib/tools/chart/trial/constants';
import { samplesOf } from '../../../../lib/tools/chart/trial/regex-samples';

const table: Readonly<Record<string, number>> = { tiny: 1, huge: 2 };

function called(text: string): unknown {
  return text === 'compared' || text.length > 4321 || table[text] === 2 || /^(?:blue|green)-\d+$/.test(text);
}

function other(text: string): boolean {
  return text === 'elsewhere';
}

test('constants of a program are those of the functions that run, of the tables that they read, and of their patterns', () => {
  const [constants] = constantsOf([{ run: () => void called('x'), source: '' }]);
  const { texts = [], others = [], numbers } = constants ?? {};
  expect(texts).toEqual(expect.arrayContaining(['compared', 'blue-7', 'green-7']));
  expect([...texts, ...others]).toEqual(expect.arrayContaining(['tiny', 'huge']));
  expect(numbers).toContain(4321);
});

test('of programs that are looked into together each has the constants of its own functions', () => {
  const first = { run: () => void called('x'), source: '' };
  const second = { run: () => void other('x'), source: "'known'" };
  const alone = [first, second].flatMap((one) => constantsOf([one]));
  expect(constantsOf([first, second, first])).toEqual([...alone, alone[0]]);
  const [ofFirst, ofSecond] = alone.map(({ texts }) => texts);
  expect(ofFirst).not.toContain('elsewhere');
  expect(ofSecond).toEqual(expect.arrayContaining(['elsewhere', 'known']));
  expect(ofSecond).not.toContain('compared');
});

test.each([
  ['^(?:release|hotfix)-\\d+$', ['release-7', 'release-77', 'hotfix-7', 'hotfix-77']],
  ['v?\\d{3}', ['v777', '777']],
  ['[a-c]x*', ['ax', 'a']],
  ['[^x]y', ['7y']],
  ['(?=a)b\\.', ['b.']],
  ['(', ['']],
])('of the pattern %s some texts that it takes are known', (pattern, samples) => {
  expect(samplesOf(pattern)).toEqual(samples);
});
