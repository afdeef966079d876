import { inspect } from 'node:util';
import { ProblemError, formatFieldPath, formatProblem, hasErrors } from '../../../lib/core/finding';

const problem = {
  rule: 'unknown-middleware',
  severity: 'error',
  message: 'there is no Middleware "rate-limt"',
  consequence: 'Traefik disables the router',
  fix: 'did you mean "rate-limit"?',
  construct: 'prod/httpbin',
  field: ['routes', 0, 'middlewares', 1],
  location: { file: 'environments/prod.yaml', line: 12, column: 5 },
} as const;

test('a problem tells its place, what is wrong, what would have happened and what to write', () => {
  expect(formatProblem(problem)).toBe(
    [
      'error unknown-middleware  environments/prod.yaml:12:5 [prod/httpbin] routes[0].middlewares[1]',
      '  there is no Middleware "rate-limt"',
      '  → Traefik disables the router',
      '  fix: did you mean "rate-limit"?',
    ].join('\n'),
  );
});

test('what a problem does not say, its rule says', () => {
  expect(formatProblem({ rule: 'missing-reason', severity: 'error', message: 'm' })).toBe(
    'error missing-reason\n  m\n  → The finding stays.\n  fix: Write the reason.',
  );
  const said = { consequence: 'Nothing happens.', fix: 'Do it.' };
  expect(formatProblem({ rule: 'missing-reason', severity: 'error', message: 'm', ...said })).toBe(
    'error missing-reason\n  m\n  → Nothing happens.\n  fix: Do it.',
  );
});

test('what is not known of a problem leaves no gap', () => {
  const nothing = { consequence: '', fix: '' };
  expect(formatProblem({ rule: 'no-port', severity: 'warning', message: 'm', ...nothing })).toBe(
    'warning no-port\n  m',
  );
});

test('problems are reported together', () => {
  const error = new ProblemError([problem, { rule: 'no-port', severity: 'warning', message: 'm' }]);
  expect(error.message).toContain('unknown-middleware');
  expect(error.message).toContain('warning no-port');
  expect([hasErrors(error.problems), hasErrors(error.problems.slice(1))]).toEqual([true, false]);
});

test('keys that are not plain words are quoted in a path', () => {
  expect(formatFieldPath(['labels', 'app.kubernetes.io/name'])).toBe('labels["app.kubernetes.io/name"]');
  expect(formatFieldPath([0, 'a-b', 'c'])).toBe('[0].a-b.c');
});

test('a program that catches no ProblemError prints its problems and nothing else of it', () => {
  const error = new ProblemError([{ rule: 'no-port', severity: 'error', message: 'There is no port.' }]);
  expect(inspect(error)).toBe(`[${error.message}]`);
  expect(error.name).toBe('ProblemError');
});
