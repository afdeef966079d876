import { linesOf, problemsOf } from '../support';

describe('images', () => {
  test('that nobody can pull are errors', () => {
    expect(linesOf(problemsOf({ image: 'https://ghcr.io/acme/shop' }))).toEqual([
      'error invalid-image image',
    ]);
    expect(linesOf(problemsOf({ initContainers: { wait: { image: 'Busybox' } } }))).toEqual([
      'error invalid-image initContainers.wait.image',
    ]);
  });

  test.each(['nats', 'nats:latest', 'registry:5000/nats'])('%s may be another tomorrow', (image) => {
    expect(linesOf(problemsOf({ image }))).toEqual(['warning floating-image image']);
  });

  test('with digest or from ko are fine', () => {
    expect(problemsOf({ image: `nats:latest@sha256:${'0'.repeat(64)}` })).toEqual([]);
    expect(problemsOf({ image: 'ko://github.com/acme/shop' })).toEqual([]);
  });
});
