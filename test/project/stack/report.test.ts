import type { Problem } from '../../../lib/core/finding';
import { condense } from '../../../lib/project/stack/report';

const location = { file: 'base.yaml', line: 3, column: 5 };
const mistake: Problem = {
  rule: 'no-port',
  severity: 'error',
  message: 'it is wrong',
  construct: 'dev/api',
  location,
};

test('a mistake in a file that several environments share is told once', () => {
  const problems = condense([
    mistake,
    { ...mistake, construct: 'prod/api' },
    { ...mistake, construct: 'staging/api' },
  ]);
  expect(problems).toEqual([{ ...mistake, construct: 'dev/api and 2 more' }]);
});

test('different mistakes at one place are all told', () => {
  const other = { ...mistake, message: 'it is wrong in another way' };
  expect(condense([mistake, other])).toEqual([mistake, other]);
});

test('the same words about constructs that came from no file are told of each', () => {
  const { location: _, ...placeless } = mistake;
  const other = { ...placeless, construct: 'prod/api' };
  expect(condense([placeless, other])).toEqual([placeless, other]);
});
