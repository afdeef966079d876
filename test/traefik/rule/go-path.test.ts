import { escapedPath, routingPath, unescape } from '../../../lib/traefik/rule/go-path';

function seen(raw: string): string {
  return routingPath(escapedPath(raw, unescape(raw) ?? ''));
}

describe('the path that rules see', () => {
  test.each([
    ['/a%20b', '/a b'],
    ['/a%2Fb', '/a%2Fb'],
    ['/a%2fb', '/a/b'],
    [
      '/%3A%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%25',
      '/%3A%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%25',
    ],
    ['/%7e%41', '/~A'],
    ['/%FF', '/\xff'],
    ['/\xc3\xa9', '/\xc3\xa9'],
    ['/a|b', '/a|b'],
    ['/(a)*', '/(a)*'],
    ['/(a)*|', '/%28a%29%2A|'],
    ['/[a]', '/[a]'],
    ['/[a]{', '/%5Ba%5D{'],
    ['/a%2fb{', '/a/b{'],
    ["/a'b\\", '/a%27b\\'],
  ])('of %s is %s', (raw, path) => {
    expect(seen(raw)).toBe(path);
  });

  test.each(['/%', '/%4', '/%zz', '/a%g1'])('of %s there is none', (raw) => {
    expect(unescape(raw)).toBeUndefined();
  });
});
