import {
  cleaned,
  escapedPath,
  parseRequestUri,
  pathUnescape,
  queryEscape,
  requestUri,
} from '../../../lib/traefik/request/go-url';

function clean(target: string): string | undefined {
  const url = parseRequestUri(target);
  return url && requestUri(cleaned(url));
}

describe("request targets as Go's net/url treats them", () => {
  it.each([
    ['/a//b', '/a/b'],
    ['/a/../b', '/b'],
    ['/a/./b/', '/a/b/'],
    ['/../..', '/'],
    ['//a', '/a'],
    ['/a%2F../b', '/a%2F../b'],
    ['/a?x=/../y', '/a?x=/../y'],
    ['/a?', '/a?'],
  ])('cleans %s to %s', (written, result) => {
    expect(clean(written)).toBe(result);
  });

  it('writes the whole path anew where a byte stands in it that must be encoded', () => {
    const url = parseRequestUri('/a{b}%2Fc');
    expect(url && escapedPath(url)).toBe('/a%7Bb%7D/c');
  });

  it('keeps the encoding that was written where it is a valid one', () => {
    const url = parseRequestUri('/a%2fb');
    expect(url && escapedPath(url)).toBe('/a%2fb');
  });

  it('refuses a bad escape', () => {
    expect(parseRequestUri('/%zz')).toBeUndefined();
    expect(pathUnescape('%4')).toBeUndefined();
  });

  it('encodes values of queries', () => {
    expect(queryEscape('http://a/b?c=d e')).toBe('http%3A%2F%2Fa%2Fb%3Fc%3Dd+e');
  });
});
