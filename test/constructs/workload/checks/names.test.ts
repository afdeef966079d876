import { linesOf, problemsOf } from '../support';

describe('names', () => {
  test.each(['Shop', 'shop_1', '-shop', '1shop', 'x'.repeat(64)])('%j is refused', (name) => {
    expect(linesOf(problemsOf({ name }))).toContain('error invalid-name name');
  });

  test('of a worker may begin with a digit, because it has no Service', () => {
    expect(problemsOf({ name: '1shop', ports: {} })).toEqual([]);
  });

  test('of a StatefulSet leave room for what the controller adds', () => {
    expect(problemsOf({ name: 'x'.repeat(52), kind: 'StatefulSet' })).toEqual([]);
    expect(linesOf(problemsOf({ name: 'x'.repeat(53), kind: 'StatefulSet' }))).toEqual([
      'error invalid-name name',
    ]);
  });

  test('of namespaces are labels', () => {
    expect(linesOf(problemsOf({ namespace: 'a.b' }))).toEqual(['error invalid-namespace namespace']);
  });
});

describe('labels and annotations', () => {
  test('must be what the API server takes', () => {
    const problems = problemsOf({
      labels: { 'a b': 'x', 'Example.com/x': 'x', ok: 'not ok' },
      podAnnotations: { '': 'x', 'a/b/c': 'x', 'example.com/fine': 'any text at all' },
      component: 'a b',
      instance: '',
      service: { labels: { x: '-' } },
      serviceAccount: { annotations: { '/x': 'x' } },
    });
    expect(linesOf(problems)).toEqual([
      'error invalid-label instance',
      'error invalid-label labels.Example.com/x',
      'error invalid-label labels.a b',
      'error invalid-label component',
      'error invalid-label labels.ok',
      'error invalid-label serviceAccount.annotations./x',
      'error invalid-label service.labels.x',
      'error invalid-label podAnnotations.',
      'error invalid-label podAnnotations.a/b/c',
    ]);
  });

  test('cannot change the selector', () => {
    const [problem] = problemsOf({ labels: { 'app.kubernetes.io/instance': 'blue' } });
    expect(problem).toMatchObject({ rule: 'reserved-label', fix: 'Set `instance`.' });
  });
});
