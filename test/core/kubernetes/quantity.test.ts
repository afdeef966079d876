import * as fc from 'fast-check';
import { parseQuantity } from '../../../lib/core/base';
import { formatQuantity, wholeUnits } from '../../../lib/core/kubernetes/quantity';

const nano = 1_000_000_000n;

describe('a quantity', () => {
  test.each([
    ['1', nano],
    ['500m', nano / 2n],
    ['0.5', nano / 2n],
    ['.5', nano / 2n],
    ['1.', nano],
    ['100n', 100n],
    ['1u', 1000n],
    ['2k', 2000n * nano],
    ['1Ki', 1024n * nano],
    ['128Mi', 128n * 1024n * 1024n * nano],
    ['1.5Gi', 1536n * 1024n * 1024n * nano],
    ['1E', 10n ** 18n * nano],
    ['1e3', 1000n * nano],
    ['1E3', 1000n * nano],
    ['5e-1', nano / 2n],
    ['-1', -nano],
    ['+1', nano],
    ['0', 0n],
  ])('%s is read exactly', (text, value) => {
    expect(parseQuantity(text)).toBe(value);
  });

  test('is rounded up below a nano-unit, as Kubernetes does', () => {
    expect(parseQuantity('0.0000000001')).toBe(1n);
  });

  test.each([
    '',
    ' 1',
    '1 ',
    '1mi',
    '1MB',
    '1KI',
    'Mi',
    '.',
    '-',
    '1e',
    '1e999',
    '0x10',
    '1,5',
    '१',
    'NaN',
    'Infinity',
  ])('%j is none', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  test('may be a number of cores or bytes', () => {
    expect(parseQuantity(0.25)).toBe(nano / 4n);
    expect(wholeUnits(134217728)).toBe(134217728n);
    expect(parseQuantity(Number.NaN)).toBeUndefined();
  });

  test('is always text in manifests', () => {
    expect(formatQuantity(2)).toBe('2');
  });

  test('means the same whether a suffix or the number is multiplied', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (amount) => {
        expect(parseQuantity(`${amount}Gi`)).toBe(parseQuantity(`${amount * 1024}Mi`));
        expect(parseQuantity(`${amount}`)).toBe(parseQuantity(`${amount * 1000}m`));
      }),
      { seed: 1 },
    );
  });

  test('of any text is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(['bigint', 'undefined']).toContain(typeof parseQuantity(text));
      }),
      { seed: 2 },
    );
  });

  test('rounds up to whole units', () => {
    expect(wholeUnits('1500m')).toBe(2n);
    expect(wholeUnits('-1500m')).toBe(-1n);
    expect(wholeUnits('x')).toBeUndefined();
  });
});
