import { renderEnvironment } from '../../../lib/project/environment';
import { only, problemsOf } from './support';

const variables = { TOKEN: 'correct-horse', NAME: 'Battery Staple' };

test('what is marked secret is shown to nobody who looks at an environment', () => {
  const environment = only(
    'namespace: shop\nvars: { token: "${secret(env:TOKEN)}", dsn: "db://${token}@db" }\n',
    'services: { api: { image: "a/b:1", secrets: { files: { /etc/dsn: "${dsn}" } } } }',
    variables,
  );
  const text = renderEnvironment(environment, { provenance: true });
  expect(text).not.toContain('correct-horse');
  expect(text).toMatch(/\/etc\/dsn: '\*\*\*' .*\$\{dsn\}.*\$\{secret\(env:TOKEN\)\}/);
  expect(environment.vars['dsn']).toBe('db://correct-horse@db');
});

test('what functions make of a secret is secret as well', () => {
  const environment = only(
    'namespace: shop\nvars: { a: "${secret(env:NAME)}", b: "${slug(a)}" }',
    '',
    variables,
  );
  expect([...environment.secrets.texts]).toEqual(['Battery Staple', 'battery-staple']);
});

test('a problem with a secret does not tell it, and names the variable', () => {
  const [problem] = problemsOf(
    {
      'prod.yaml': 'namespace: shop\nservices: { api: { image: "a/b:1", replicas: "${secret(env:TOKEN)}" } }',
    },
    variables,
  );
  expect(problem?.message).toBe(
    'Expected a whole number, found the text "***". It comes from ${secret(env:TOKEN)}.',
  );
});

test.each(['', 'abc'])('%j is too short to be secret', (token) => {
  const problems = problemsOf(
    { 'prod.yaml': 'namespace: shop\nvars: { t: "${secret(env:TOKEN)}" }' },
    { TOKEN: token },
  );
  expect(problems).toMatchObject([{ rule: 'short-secret', location: { file: 'prod.yaml', line: 2 } }]);
});

test('a fallback can be secret', () => {
  const environment = only('namespace: shop\nvars: { t: "${secret(env:NONE:-for-tests-only)}" }');
  expect([...environment.secrets.texts]).toEqual(['for-tests-only']);
});
