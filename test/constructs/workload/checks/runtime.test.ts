import { envOf, linesOf, problemsOf } from '../support';

describe('a program that is none of Go', () => {
  test('gets no variable of Go when it says so', () => {
    expect(envOf({ image: 'redis:8.2', runtime: 'other' })).toEqual({});
    expect(envOf({ image: 'ghcr.io/acme/shop:1', runtime: 'go' })).toHaveProperty('GOMEMLIMIT');
  });

  test('is hinted at by a well-known image, until somebody says what it is', () => {
    const hint = ['info not-a-go-program image'];
    expect(linesOf(problemsOf({ image: 'redis:8.2' }))).toEqual(hint);
    expect(linesOf(problemsOf({ image: 'docker.io/bitnami/postgresql:17' }))).toEqual(hint);
    expect(linesOf(problemsOf({ image: 'redis:8.2', runtime: 'other' }))).toEqual([]);
    expect(linesOf(problemsOf({ image: 'example.com/go/node:1', runtime: 'go' }))).toEqual([]);
    expect(linesOf(problemsOf({ image: 'redis:8.2', go: false }))).toEqual([]);
    expect(linesOf(problemsOf({ image: 'nats:2.12' }))).toEqual([]);
  });

  test('is told nothing of Go', () => {
    expect(linesOf(problemsOf({ runtime: 'other', go: { memoryLimit: '80%' } }))).toEqual([
      'error go-settings-without-go go',
    ]);
  });
});
