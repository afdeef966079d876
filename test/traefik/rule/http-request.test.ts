import { array, assert, constantFrom, property } from 'fast-check';
import { type RequestLine, parseRule, receive, receiveHttp, receivePlain } from '../../../lib/traefik/rule';

function matches(rule: string, request: RequestLine): boolean {
  return parseRule(rule).matches(request);
}

describe('a request', () => {
  test('reaches a router as the server parsed it', () => {
    expect(
      receiveHttp({
        url: 'https://user@API.example.com:8443/a%20b?k=1&k=2#x',
        method: 'POST',
        headers: { 'x-a': [' 1\t', '2'], 'X-A': '3', pragma: 'no-cache' },
        clientIp: '::1',
      }),
    ).toEqual({
      kind: 'http',
      method: 'POST',
      rawHost: 'API.example.com:8443',
      host: 'api.example.com',
      path: '/a b',
      query: new Map([['k', ['1', '2']]]),
      headers: new Map([
        ['X-A', ['1', '2', '3']],
        ['Pragma', ['no-cache']],
        ['Cache-Control', ['no-cache']],
      ]),
      clientIp: '::1',
    });
  });

  test('keeps equal lengths once and loses its length to chunks', () => {
    const lengths = ['1', '1'];
    expect(receiveHttp({ url: 'http://h/', headers: { 'Content-Length': lengths } })?.headers).toEqual(
      new Map([['Content-Length', ['1']]]),
    );
    expect(
      receiveHttp({
        url: 'http://h/',
        headers: { 'Content-Length': lengths, 'transfer-encoding': 'Chunked' },
      })?.headers,
    ).toEqual(new Map());
  });

  test.each<[status: number, what: string, request: Partial<RequestLine>]>([
    [400, 'a malformed escape', { url: 'http://h/%zz' }],
    [400, 'two hosts', { headers: { Host: ['a', 'a'] } }],
    [400, 'a slash in its host', { headers: { Host: 'a/b' } }],
    [400, 'two lengths', { headers: { 'Content-Length': ['1', '2'] } }],
    [417, 'an expectation that nobody meets', { headers: { Expect: 'cookies' } }],
    [431, 'a head that is too long', { headers: { 'X-Long': 'x'.repeat(1 << 21) } }],
    [501, 'an encoding that the server does not know', { headers: { 'Transfer-Encoding': 'gzip' } }],
    [
      501,
      'two encodings, whatever else',
      { headers: { 'Transfer-Encoding': ['chunked', 'chunked'], Host: '/' } },
    ],
  ])('is refused with %i for %s', (status, _what, request) => {
    expect(receive({ url: 'http://h/', ...request })).toBe(status);
  });

  test('may have as long a head as is said, and 4 KiB more', () => {
    const line = { url: 'http://h/', headers: { 'X-Long': 'x'.repeat(4_000) } };
    expect(receive(line, 100)).toBeInstanceOf(Object);
    expect(receive({ ...line, url: `http://h/${'x'.repeat(200)}` }, 100)).toBe(431);
    // The request line is judged before the headers are read.
    expect(receive({ ...line, url: `http://h/${'x'.repeat(200)}%zz` }, 100)).toBe(400);
    expect(receive({ url: `http://h/${'x'.repeat(5_000)}%zz` }, 100)).toBe(431);
  });

  test('ends the name of a header at the first colon, as on the wire', () => {
    expect(receiveHttp({ url: 'http://h/', headers: { 'X:': 'a', 'y:z': 'b' } })?.headers).toEqual(
      new Map([
        ['X', [': a']],
        ['Y', ['z: b']],
      ]),
    );
  });

  test.each<[string, RequestLine]>([
    ['a host of colons', { url: `http://[${':'.repeat(500_000)}/` }],
    ['a header of blanks', { url: 'http://h/', headers: { a: `x${' '.repeat(500_000)}y` } }],
    ['a path of escapes', { url: `http://h/${'%2f'.repeat(200_000)}` }],
    ['a query of pairs', { url: `http://h/?${'a=b&'.repeat(200_000)}` }],
  ])('with %s, as long as a server takes it, is answered', (_, request) => {
    expect(matches('Host(`*`)', request)).toBe(true);
  });
});

describe('a request that the server refuses', () => {
  test.each<[string, RequestLine]>([
    ['a bad escape', { url: 'http://h/%zz' }],
    ['a blank in the path', { url: 'http://h/a b' }],
    ['a control character in the path', { url: 'http://h/a\tb' }],
    ['a bad byte in the host', { url: 'http://h"/' }],
    ['two hosts', { url: 'http://h/', headers: { Host: ['a', 'b'] } }],
    ['a bad method', { url: 'http://h/', method: 'G T' }],
    ['a bad header name', { url: 'http://h/', headers: { 'a b': '1' } }],
    ['a control character in a header', { url: 'http://h/', headers: { a: '1\n2' } }],
    ['an unknown transfer encoding', { url: 'http://h/', headers: { 'Transfer-Encoding': 'gzip' } }],
    ['a bad length', { url: 'http://h/', headers: { 'Content-Length': '-1' } }],
    ['two lengths', { url: 'http://h/', headers: { 'Content-Length': ['1', '2'] } }],
    ['an unknown expectation', { url: 'http://h/', headers: { Expect: 'wonders' } }],
    ['more than a megabyte of headers', { url: 'http://h/', headers: { a: 'x'.repeat(1 << 21) } }],
    ['no scheme', { url: 'h/' }],
  ])('with %s matches neither a rule nor its opposite', (_, request) => {
    expect(matches('Host(`*`)', request)).toBe(false);
    expect(matches('!Host(`*`)', request)).toBe(false);
  });
});

describe('a request of plain parts', () => {
  const text = (characters: string) =>
    array(constantFrom(...Array.from(characters)), { maxLength: 8 }).map((found) => found.join(''));
  const methods = text('GETPOSx ');
  const hosts = text('ab.-9A:*é');
  const paths = text('/ab.~_%2?#;A @é').map((rest) => `/${rest}`);

  test('is read as any request is, or not at all', () => {
    assert(
      property(constantFrom('http', 'https'), methods, hosts, paths, (scheme, method, host, path) => {
        const usual = receive({ url: `${scheme}://${host}${path}`, method });
        expect([receivePlain(method, host, path) ?? usual]).toEqual([usual]);
      }),
      { numRuns: 2000, seed: 20261128 },
    );
    expect(receivePlain('GET', 'a.example.com', '/api/v1.2/~')).toBeDefined();
  });
});
