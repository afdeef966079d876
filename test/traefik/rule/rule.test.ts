import * as fc from 'fast-check';
import {
  type RequestLine,
  type RuleOptions,
  RuleError,
  formatRule,
  parseRule,
} from '../../../lib/traefik/rule';
import { character } from '../../support/character';

function matches(rule: string, request: string | RequestLine, options: RuleOptions = {}): boolean {
  return parseRule(rule, options).matches(typeof request === 'string' ? { url: request } : request);
}

describe('a rule', () => {
  test('is lazy and exact in its logic', () => {
    const rule = parseRule('!(Host(`a`) && !(Path(`/b`) || Method(`POST`))) && PathPrefix(`/`)');
    expect(rule.matches({ url: 'http://a/b' })).toBe(true);
    expect(rule.matches({ url: 'http://a/c' })).toBe(false);
    expect(rule.matches({ url: 'http://a/c', method: 'POST' })).toBe(true);
    expect(rule.matches({ url: 'http://b/c' })).toBe(true);
  });

  test('of HTTP never takes a TCP connection, nor the other way round', () => {
    expect(matches('Host(`*`)', 'tcp://a:1')).toBe(false);
    expect(matches('HostSNI(`*`)', 'udp://a:1', { protocol: 'tcp' })).toBe(false);
  });

  test('with an unknown syntax is read as v3, as Traefik does', () => {
    // @ts-expect-error what a configuration file may hold
    expect(parseRule('Host(`a`)', { syntax: 'v4' }).syntax).toBe('v3');
  });

  test('of any text is taken or refused in words, at a place in the text', () => {
    const word = fc.constantFrom(
      'Host',
      '(',
      ')',
      '`',
      '"',
      '\\',
      '&&',
      '||',
      '!',
      ',',
      '\n',
      ' ',
      '/*',
      '*/',
      '{',
      '[',
    );
    const text = fc
      .array(fc.oneof(word, fc.string({ unit: character })), { maxLength: 12 })
      .map((words) => words.join(''));
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('v2', 'v3'),
        fc.constantFrom('http', 'tcp'),
        (rule, syntax, protocol) => {
          const { message, offset } = outcome(rule, { syntax, protocol });
          expect(message).not.toBe('');
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(rule.length);
        },
      ),
      { seed: 7, numRuns: 2000 },
    );
  });

  test('answers any request', () => {
    const text = fc.string({ unit: character });
    const value = fc.oneof(text, fc.array(text));
    const rule = parseRule(
      '!Host(`a`) || PathRegexp(`x`) && !Query(`k`) || Header(`constructor`, `__proto__`)',
    );
    fc.assert(
      fc.property(text, text, fc.dictionary(text, value), text, (url, method, headers, clientIp) => {
        expect(typeof rule.matches({ url: `http://${url}`, method, headers, clientIp })).toBe('boolean');
      }),
      { seed: 8, numRuns: 2000 },
    );
  });
});

/** Why a text is refused; one that is taken must print, parse again and match. */
function outcome(text: string, options: RuleOptions): { message: string; offset: number } {
  try {
    const rule = parseRule(text, options);
    expect(parseRule(formatRule(rule.tree), options).hosts).toEqual(rule.hosts);
    expect(typeof rule.matches({ url: 'http://a/' })).toBe('boolean');
    return { message: 'taken', offset: 0 };
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
}
