import { Remembered } from '../../../lib/core/base';

/** What is told of texts, and which of them it was computed of. */
function lengths(most: number, usual?: number): { of: (text: string) => number; computed: string[] } {
  const computed: string[] = [];
  const answers = new Remembered<number>(most, usual);
  const of = (text: string): number =>
    answers.get(text, () => {
      computed.push(text);
      return text.length;
    });
  return { of, computed };
}

test('what follows from a text is computed once', () => {
  const { of, computed } = lengths(10);
  expect(['a', 'bb', 'a', 'ccc', 'bb', 'a'].map(of)).toEqual([1, 2, 1, 3, 2, 1]);
  expect(computed).toEqual(['a', 'bb', 'ccc']);
});

test('of more answers than are kept, those that nobody asked for of late are forgotten', () => {
  const { of, computed } = lengths(10);
  const rare = Array.from({ length: 100 }, (_, index) => `text ${index}`);
  for (const text of rare) {
    of('often');
    of(text);
  }
  expect(computed).toEqual(['often', ...rare]);
  computed.length = 0;
  rare.map(of);
  expect(computed.length).toBeGreaterThanOrEqual(90);
});

test('texts that are long together are forgotten sooner, and one that is too long is never kept', () => {
  const { of, computed } = lengths(1_000, 10);
  const long = Array.from({ length: 400 }, (_, index) => `${index}`.padEnd(50, '.'));
  long.map(of);
  computed.length = 0;
  of(long[399] ?? '');
  expect(computed).toEqual([]);
  of(long[0] ?? '');
  expect(computed).toEqual([long[0]]);
  computed.length = 0;
  const longest = '.'.repeat(1_251);
  of(longest);
  of(longest);
  expect(computed).toEqual([longest, longest]);
});

test('an answer that is undefined is one', () => {
  const answers = new Remembered<undefined>(2);
  let asked = 0;
  const ask = (): undefined => void asked++;
  answers.get('a', ask);
  answers.get('a', ask);
  expect([asked, answers.peek('a'), answers.peek('b')]).toEqual([1, undefined, undefined]);
});

test('what could not be computed is tried again', () => {
  const answers = new Remembered<string>(2);
  const fail = (): string => {
    throw new Error('not now');
  };
  expect(() => answers.get('a', fail)).toThrow('not now');
  expect(answers.get('a', () => 'now')).toBe('now');
});
