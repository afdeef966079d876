import { linesOf, problemsOf } from '../support';

describe('environment variables', () => {
  test.each(['', '1A', 'A=B', 'A B', 'Ä'])('cannot be called %j', (name) => {
    expect(linesOf(problemsOf({ env: { [name]: 'x' } }))).toEqual([
      `error invalid-variable-name env.${name}`,
    ]);
  });

  test('are checked wherever they stand', () => {
    const env = { '1': 'x' };
    expect(
      linesOf(
        problemsOf({ config: { env }, initContainers: { a: { env } }, preflight: { args: ['x'], env } }),
      ),
    ).toEqual([
      'error invalid-variable-name initContainers.a.env.1',
      'error invalid-variable-name config.env.1',
      'error invalid-variable-name preflight.env.1',
    ]);
  });

  test('are said in one place', () => {
    expect(
      linesOf(
        problemsOf({ env: { A: '1' }, config: { env: { A: '2', B: '3' } }, secrets: { env: { B: '4' } } }),
      ),
    ).toEqual([
      'error duplicate-variable config.env.A',
      'error duplicate-variable config.env.B',
      'warning inline-secret secrets.env',
    ]);
  });

  test('have one source', () => {
    const both = { secretKeyRef: { name: 'a', key: 'b' }, fieldRef: { fieldPath: 'x' } };
    expect(linesOf(problemsOf({ env: { A: { valueFrom: both }, B: { valueFrom: {} } } }))).toEqual([
      'error not-one-variable-source env.A.valueFrom',
      'error not-one-variable-source env.B.valueFrom',
    ]);
    expect(linesOf(problemsOf({ envFrom: [{}, { secretRef: { name: 'a' } }] }))).toEqual([
      'error not-one-variable-source envFrom.0',
    ]);
  });

  test('that refer to nothing reach the program as text', () => {
    const [problem] = problemsOf({ env: { HOST: 'x', URL: 'http://$(HOTS)/' } });
    expect(problem).toMatchObject({
      rule: 'unresolved-variable',
      severity: 'warning',
      field: ['env', 'URL'],
      consequence: 'The program gets the text $(HOTS) as it is.',
      fix: 'Did you mean $(HOST)?',
    });
  });

  test('that refer to each other reach the program as text', () => {
    expect(linesOf(problemsOf({ env: { A: '$(B)', B: '$(A)' } }))).toEqual([
      'warning unresolved-variable env.B',
    ]);
  });

  test('may refer to what is set elsewhere', () => {
    expect(
      problemsOf({ env: { A: '$(B) $(POD_NAME) $$(X)' }, config: { env: { B: 'b' } }, telemetry: true }),
    ).toEqual([]);
    expect(problemsOf({ env: { A: '$(UNKNOWN_HERE)' }, envFrom: [{ secretRef: { name: 's' } }] })).toEqual(
      [],
    );
  });
});
