import { serverNameOf, splitUrl } from '../../../lib/traefik/rule';

describe('a URL', () => {
  test.each([
    ['http://h', 'http', 'h', '/'],
    ['HTTPS://User:p@ss@h:8443/a/../b?x=/#f?y', 'https', 'h:8443', '/a/../b?x=/'],
    ['http://h?x@y', 'http', 'h', '/?x@y'],
    ['http://[::1]:80/%2F', 'http', '[::1]:80', '/%2F'],
    ['tcp://h:1', 'tcp', 'h:1', '/'],
    ['http://h/é', 'http', 'h', '/\xc3\xa9'],
    ['http:///a', 'http', '', '/a'],
  ])('%s is cut up as it goes over the wire', (url, scheme, authority, target) => {
    expect(splitUrl(url)).toEqual({ scheme, authority, target });
  });

  test.each(['', 'h', '/a', 'mailto:a@b', '://h'])('%j is none', (url) => {
    expect(splitUrl(url)).toBeUndefined();
  });

  test.each([
    ['example.com:443', 'example.com'],
    ['example.com.', 'example.com'],
    ['10.0.0.1:443', ''],
    ['[::1]:443', ''],
    ['[fe80::1%eth0]', ''],
    ['', ''],
  ])('of %s gives the TLS server name %j', (authority, name) => {
    expect(serverNameOf(authority)).toBe(name);
  });
});
