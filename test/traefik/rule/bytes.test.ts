import * as fc from 'fast-check';
import {
  fromBytes,
  isUtf8,
  textOffsets,
  toBytes,
  toLower,
  toRunes,
  toUpper,
  trimSpace,
} from '../../../lib/traefik/rule/bytes';

const anyBytes = fc.array(fc.integer({ min: 0, max: 255 })).map((codes) => String.fromCharCode(...codes));

describe('byte strings', () => {
  test('hold the UTF-8 of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(toBytes(text)).toBe(Buffer.from(text, 'utf8').toString('latin1'));
        expect(fromBytes(toBytes(text))).toBe(text);
      }),
      { seed: 1 },
    );
  });

  test('keep every byte on the way to text and back', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(toBytes(fromBytes(bytes))).toBe(bytes);
      }),
      { seed: 2 },
    );
  });

  test('know UTF-8 as Node does', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const decoder = new TextDecoder('utf-8', { fatal: true });
        const valid = (): boolean => {
          try {
            decoder.decode(Buffer.from(bytes, 'latin1'));
            return true;
          } catch {
            return false;
          }
        };
        expect(isUtf8(bytes)).toBe(valid());
      }),
      { seed: 3 },
    );
  });

  test.each([
    ['an overlong slash', '\xc0\xaf'],
    ['a surrogate', '\xed\xa0\x80'],
    ['a code point past the last', '\xf4\x90\x80\x80'],
    ['a cut sequence', '\xe2\x82'],
  ])('take %s for bytes that are no UTF-8', (_, bytes) => {
    expect(isUtf8(bytes)).toBe(false);
    expect(toRunes(bytes)).toBe('\ufffd'.repeat(bytes.length));
  });

  test('write a lone surrogate as U+FFFD, as JSON readers of Go do', () => {
    expect(toBytes('\ud83d')).toBe('\xef\xbf\xbd');
  });

  test('change case one code point for one, as Go does', () => {
    expect(fromBytes(toLower(toBytes('ÄİΣ')))).toBe('äiσ');
    expect(fromBytes(toUpper(toBytes('äßſı')))).toBe('ÄßSI');
  });

  test('lose the blanks around them, but not U+FEFF', () => {
    expect(fromBytes(trimSpace(toBytes('\u00a0\u3000\t a \u0085')))).toBe('a');
    expect(fromBytes(trimSpace(toBytes('\ufeffa')))).toBe('\ufeffa');
  });

  test('map offsets to those of the text', () => {
    const place = textOffsets(toBytes('é😀x'));
    expect([0, 2, 6, 7].map(place)).toEqual([0, 1, 3, 4]);
  });
});
