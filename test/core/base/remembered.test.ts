import { Remembered } from '../../../lib/core/base';

test('what follows from a text is computed once, and the oldest answer is forgotten where there are too many', () => {
  const computed: string[] = [];
  const lengths = new Remembered<number>(2);
  const lengthOf = (text: string): number =>
    lengths.get(text, () => {
      computed.push(text);
      return text.length;
    });
  expect(['a', 'bb', 'a', 'ccc', 'bb', 'a'].map(lengthOf)).toEqual([1, 2, 1, 3, 2, 1]);
  expect(computed).toEqual(['a', 'bb', 'ccc', 'a']);
  expect([lengths.peek('ccc'), lengths.peek('bb')]).toEqual([3, undefined]);
});

test('what could not be computed is tried again', () => {
  const answers = new Remembered<string>(2);
  const fail = (): string => {
    throw new Error('not now');
  };
  expect(() => answers.get('a', fail)).toThrow('not now');
  expect(answers.get('a', () => 'now')).toBe('now');
});
