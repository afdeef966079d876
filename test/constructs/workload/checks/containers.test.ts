import { linesOf, problemsOf } from '../support';

describe('containers', () => {
  test('have names of their own', () => {
    const initContainers = { shop: {}, preflight: {}, Wait: {} };
    expect(linesOf(problemsOf({ initContainers, preflight: { args: ['x'] } }))).toEqual([
      'error invalid-name initContainers.Wait',
      'error invalid-name initContainers.preflight',
      'error invalid-name initContainers.shop',
    ]);
    expect(linesOf(problemsOf({ preflight: { args: ['x'] } }, 'preflight'))).toEqual([
      'error invalid-name preflight',
    ]);
  });

  test('cannot be root and not be root', () => {
    expect(linesOf(problemsOf({ securityContext: { runAsUser: 0 } }))).toEqual([
      'error root-refused securityContext.runAsUser',
    ]);
    expect(linesOf(problemsOf({ securityContext: { runAsUser: 0, runAsNonRoot: false } }))).toEqual([
      'warning weakened-hardening securityContext.runAsNonRoot',
    ]);
  });

  test('send telemetry to a URL', () => {
    const [problem] = problemsOf({ telemetry: { endpoint: 'otel:4317' } });
    expect(problem).toMatchObject({
      rule: 'invalid-telemetry-endpoint',
      fix: expect.stringContaining('http://otel:4317'),
    });
  });
});
