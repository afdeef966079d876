import { constantsOf } from '../../../../lib/tools/chart/trial/constants';
import { samplesOf } from '../../../../lib/tools/chart/trial/regex-samples';

const table: Readonly<Record<string, number>> = { tiny: 1, huge: 2 };

function called(text: string): unknown {
  return text === 'compared' || text.length > 4321 || table[text] === 2 || /^(?:blue|green)-\d+$/.test(text);
}

test('constants of a program are those of the functions that run, of the tables that they read, and of their patterns', () => {
  const { texts, others, numbers } = constantsOf(() => void called('x'));
  expect(texts).toEqual(expect.arrayContaining(['compared', 'blue-7', 'green-7']));
  expect([...texts, ...others]).toEqual(expect.arrayContaining(['tiny', 'huge']));
  expect(numbers).toContain(4321);
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
