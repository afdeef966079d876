import { readLintFile } from '../../../lib/check/lint';
import { ProblemError } from '../../../lib/core/finding';

function problems(text: string): unknown {
  try {
    return readLintFile(text, 'lint.yaml');
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ rule, message, fix, location }) => [rule, message, fix, location?.line]);
  }
}

test('a file names rules by number or id, and may narrow them to objects', () => {
  const [first, second] = readLintFile(
    'ignore:\n  - { code: TR069, reason: on purpose }\n  - { code: unread-object, kind: Gateway, namespace: a, name: b, reason: later }\n',
    'lint.yaml',
  );
  expect(first).toMatchObject({ rules: ['no-entry-points'], called: 'TR069', reason: 'on purpose' });
  expect(second).toMatchObject({ rules: ['unread-object'], kind: 'Gateway', namespace: 'a', name: 'b' });
});

test('an empty file switches nothing off', () => {
  expect(readLintFile('', 'lint.yaml')).toEqual([]);
});

test('each mistake in it is told with its line', () => {
  expect(
    problems('ignore:\n  - { code: TR690, reason: x }\n  - { code: no-entry-point, reason: x }\n'),
  ).toEqual([
    ['unknown-rule-name', 'There is no rule "TR690".', expect.stringMatching(/^Did you mean TR\d+\?$/), 2],
    ['unknown-rule-name', 'There is no rule "no-entry-point".', 'Did you mean no-entry-points?', 3],
  ]);
  expect(problems('ignore:\n  - { code: TR069 }\n')).toEqual([
    ['invalid-lint-file', expect.stringContaining('"reason"'), expect.any(String), 2],
  ]);
  expect(problems('ignored: []\n')).toEqual(
    expect.arrayContaining([
      ['invalid-lint-file', expect.stringContaining('"ignored"'), expect.any(String), 1],
    ]),
  );
});
