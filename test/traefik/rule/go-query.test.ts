import { parseQuery } from '../../../lib/traefik/rule/go-query';

describe('a query', () => {
  test.each<[string, [string, string[]][]]>([
    ['', []],
    [
      'a=1&b=2&a=3',
      [
        ['a', ['1', '3']],
        ['b', ['2']],
      ],
    ],
    [
      'a&b=',
      [
        ['a', ['']],
        ['b', ['']],
      ],
    ],
    ['a=b=c', [['a', ['b=c']]]],
    ['a+b=c+d%20e', [['a b', ['c d e']]]],
    ['%61=%FF', [['a', ['\xff']]]],
    ['a;b=1&c=2;d', []],
    ['%zz=1&a=%z&b=2', [['b', ['2']]]],
    ['&&=1&', [['', ['1']]]],
    [
      '__proto__=1&constructor=2',
      [
        ['__proto__', ['1']],
        ['constructor', ['2']],
      ],
    ],
  ])('%j is read as Go reads it', (query, values) => {
    expect(parseQuery(query)).toEqual(new Map(values));
  });

  test('of more than ten thousand parameters has none', () => {
    expect(parseQuery('a&'.repeat(9_999)).size).toBe(1);
    expect(parseQuery('a&'.repeat(10_000)).size).toBe(0);
  });
});
