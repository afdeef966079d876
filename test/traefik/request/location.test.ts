import { formatLocation, parseLocation } from '../../../lib/traefik/request';
import { toBytes } from '../../../lib/traefik/rule';

function printed(text: string): string | undefined {
  const location = parseLocation(toBytes(text));
  return location && formatLocation(location);
}

describe("the target of a redirect, as Go's net/url reads and prints it", () => {
  it.each([
    ['https://shop.test:8443/a?b#c', 'https://shop.test:8443/a?b#c'],
    ['HTTPS://Shop.Test/', 'https://Shop.Test/'],
    ['https://shop.test/a b', 'https://shop.test/a%20b'],
    ['https://shop.test/ä', 'https://shop.test/%C3%A4'],
    ['https://[2001:db8::1]:8443/', 'https://[2001:db8::1]:8443/'],
    ['https://[fe80::1%25eth0]/', 'https://[fe80::1%25eth0]/'],
    ['//shop.test/a', '//shop.test/a'],
    ['///shop.test/a', '///shop.test/a'],
    ['https:/a', 'https:/a'],
    ['https:///a', 'https:///a'],
    ['mailto:me@shop.test?subject', 'mailto:me@shop.test?subject'],
    ['https://me:se(ret@shop.test/', 'https://me:se%28ret@shop.test/'],
    ['https://shop.test/?', 'https://shop.test/?'],
    ["https://shop.test/#it's", "https://shop.test/#it's"],
    ['https://shop.test/#a"b', 'https://shop.test/#a%22b'],
    ['postgres://one:1,two:2/', 'postgres://one:1,two:2/'],
  ])('prints %s as %s', (text, location) => {
    expect(printed(text)).toBe(location);
  });

  it.each([
    ['a second colon in a web host', 'https://shop.test:80:443/'],
    ['an IPv6 address without brackets', 'https://::1/'],
    ['a port that is no number', 'https://shop.test:http/'],
    ['brackets around what is no IPv6 address', 'https://[shop.test]/'],
    ['brackets around an IPv4 address', 'https://[192.0.2.1]/'],
    ['a bracket inside of a host', 'https://a[::1]/'],
    ['an encoded letter in a host', 'https://%61.test/'],
    ['a space in a host', 'https://shop test/'],
    ['a space before an @', 'https://a b@shop.test/'],
    ['a malformed escape', 'https://shop.test/%zz'],
    ['a control character', 'https://shop.test/\n'],
    ['no scheme before a colon', '://shop.test'],
    ['a relative path that looks like a scheme', '1a:b'],
  ])('refuses %s', (_what, text) => {
    expect(parseLocation(text)).toBeUndefined();
  });

  it('has on the request line what stands behind the host, or behind the scheme', () => {
    expect(parseLocation('https://shop.test?q')?.requestUri).toBe('/?q');
    expect(parseLocation('urn:a:b?q')?.requestUri).toBe('a:b?q');
  });
});
