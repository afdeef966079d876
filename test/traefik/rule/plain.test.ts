import * as fc from 'fast-check';
import { parse } from '../../../lib/traefik/rule/parser';
import { parsePlain } from '../../../lib/traefik/rule/plain';
import { RuleError } from '../../../lib/traefik/rule';

const names = new Map(['Host', 'host', 'Path', 'PathPrefix'].map((name) => [name, name]));

/** What the whole grammar makes of a text: a blank at its end means nothing, and is not plain. */
function parsed(text: string): unknown {
  try {
    return parse(`${text} `, names);
  } catch (error) {
    if (error instanceof RuleError) return error.message;
    throw error;
  }
}

describe('a plain rule', () => {
  test.each(['Host(`a`)', 'Host(`a`) && Path(`/b`) && Path(``)', 'Host(`a\n`) || host(`)`)'])(
    'is read in one pass: %j',
    (text) => {
      expect(parsePlain(text, names)).toEqual(parsed(text));
    },
  );

  test.each([
    '',
    'Host(`a`) ',
    'Host(`a`)&&Host(`b`)',
    'Host(`a`) && Host(`b`) || Host(`c`)',
    'Host(`a`) && ',
    '!Host(`a`)',
    'Host(`a`, `b`)',
    'Host("a")',
    'Host(`é`)',
    'Host(`a\r`)',
    'Host(`a\0`)',
    'Host(`a',
    'Other(`a`)',
    `Host(\`${'a'.repeat(10_000)}\`)`,
  ])('is none that needs the whole grammar: %j', (text) => {
    expect(parsePlain(text, names)).toBeUndefined();
  });

  test('says what the whole grammar says', () => {
    const piece = fc.constantFrom(
      'Host(`a`)',
      'Path(`/b`)',
      'Host',
      '(',
      '`',
      ')',
      ' && ',
      ' || ',
      ' &&',
      '!',
      ' ',
      '\r',
      'é',
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const rules = fc.sample(text, { seed: 10, numRuns: 3000 });
    const plain = rules.filter((rule) => parsePlain(rule, names));
    expect(plain.length).toBeGreaterThan(50);
    expect(plain.map((rule) => parsePlain(rule, names))).toEqual(plain.map(parsed));
  });
});
