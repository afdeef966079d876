import type { Problem } from '../../lib/manifest';
import { condense } from '../../lib/stack/report';

const location = { file: 'base.yaml', line: 3, column: 5 };
const mistake: Problem = {
  rule: 'wrong',
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

test('a service that does not exist is not also told to name its port', () => {
  const field = ['routes', 0, 'services', 0];
  const unknown = { ...mistake, rule: 'unknown-service', field };
  const noPort = { ...mistake, rule: 'missing-port', message: 'it has no port', field };
  expect(condense([noPort, unknown])).toEqual([unknown]);
  expect(condense([{ ...noPort, construct: 'dev/other' }, unknown])).toHaveLength(2);
});

test('a wrong port is told once, by whoever saw it first', () => {
  const field = ['routes', 0, 'services', 0];
  const seen = { ...mistake, rule: 'unknown-port', field: [...field, 'port'] };
  expect(condense([seen, { ...seen, message: 'no such port', field }])).toEqual([seen]);
});
