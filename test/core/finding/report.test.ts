import { type Problem, ProblemError, formatProblem, formatReport } from '../../../lib/core/finding';

const fault = (index: number, rule: Problem['rule'] = 'unknown-field'): Problem => ({
  rule,
  severity: 'error',
  message: `message ${index}`,
  consequence: '',
  fix: '',
});

const many = Array.from({ length: 4_000 }, (_, index) => fault(index));

test('of each rule the first 50 are printed, and the others counted', () => {
  const lines = formatReport([...many, fault(1, 'unknown-middleware')]).split('\n');
  expect(lines.filter((line) => line.startsWith('error unknown-field'))).toHaveLength(51);
  expect(lines).toContain('  message 49');
  expect(lines).not.toContain('  message 50');
  expect(lines).toContain('error unknown-middleware');
  expect(lines.at(-1)).toBe('error unknown-field: 3950 more (--all, or CDK8S_TRAEFIK_ALL=1, prints them)');
});

test('all are printed where all are wanted', () => {
  expect(formatReport(many, { all: true })).toContain('  message 3999');
  expect(formatReport(many, { all: true })).not.toContain('more (');
});

test('an error has all of them as data, and as many of them as are read in its message', () => {
  const error = new ProblemError(many);
  expect(error.problems).toHaveLength(4_000);
  expect(error.message.split('\n')).toHaveLength(101);
});

test('nothing of a file can pass for a problem of its own, or end its line', () => {
  const text = formatProblem({
    rule: 'unknown-field',
    severity: 'error',
    message: 'a\nerror forged\u001b[2K',
    consequence: 'b\r\nerror forged',
    fix: 'c\u2028error forged',
    construct: 'd\nerror forged',
    field: ['e\nerror forged'],
    location: { file: 'f\nerror forged', line: 1, column: 1 },
    related: [{ construct: 'g\nerror forged' }],
  });
  expect(text.split(/[\n\r\u2028]/).map((line) => line.trim().split(' ', 1)[0])).toEqual([
    'error',
    'a\\nerror',
    'with',
    '→',
    'fix:',
  ]);
});

test('a key of a megabyte is cut', () => {
  const key = 'k'.repeat(1_000_000);
  const text = formatProblem({
    rule: 'unknown-field',
    severity: 'error',
    message: `There is ${key}.`,
    field: [key],
  });
  expect(text.length).toBeLessThan(3_000);
});
