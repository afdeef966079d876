import { TrafficModel } from '../../../../lib/traefik/model';
import { ingressRoute, shop, traefikObject } from '../objects';

type Explained = ReturnType<TrafficModel['explain']>;

/** What the backend gets behind one middleware. */
function behind(spec: object, url: string, more: object = {}): Explained {
  const route = ingressRoute('web', 'PathPrefix(`/`)', { middlewares: [{ name: 'm' }] });
  const objects = shop(traefikObject('Middleware', 'm', spec), route);
  return TrafficModel.from(objects).explain({ url, entryPoint: 'web', ...more });
}

const addPrefix = { addPrefix: { prefix: '/x' } };

describe('what a proxy sends to a server', () => {
  it.each([
    ['a path cut off with a control character', { stripPrefixRegex: { regex: ['.*'] } }],
    ['a name that is none', { headers: { customRequestHeaders: { 'X Shop': 'a' } } }],
    ['a value with a line break', { headers: { customRequestHeaders: { 'X-Shop': 'a\nb' } } }],
    ['a host that is none', { headers: { customRequestHeaders: { Host: 'shop test' } } }],
  ])('is nothing where a middleware sets %s: 500', (_what, spec) => {
    expect(behind(spec, 'http://a.test/%00').response?.status).toBe(500);
  });

  it('names the server as host where the client names none', () => {
    const { forwarded } = behind(addPrefix, 'http://a.test/', { headers: { Host: '' } });
    expect(forwarded?.headers['Host']).toBe('web.shop:8080');
  });

  it('has no zone in its host', () => {
    const { forwarded } = behind(addPrefix, 'http://[fe80::1%25eth0]:80/');
    expect(forwarded?.headers['Host']).toBe('[fe80::1]:80');
  });

  it('has one User-Agent', () => {
    const { forwarded } = behind(addPrefix, 'http://a.test/', { headers: { 'User-Agent': ['one', 'two'] } });
    expect(forwarded?.headers['User-Agent']).toBe('one');
  });

  it('tells of the Cache-Control that Go makes of a Pragma', () => {
    const pragma = { Pragma: 'no-cache' };
    expect(behind(addPrefix, 'http://a.test/', { headers: pragma }).forwarded?.headers).toMatchObject({
      'Cache-Control': 'no-cache',
    });
    const both = { ...pragma, 'cache-control': 'no-store' };
    expect(
      behind(addPrefix, 'http://a.test/', { headers: both }).forwarded?.headers['Cache-Control'],
    ).toBeUndefined();
  });

  it('is nothing where the client announces a trailer that is none: 500', () => {
    const status = (Trailer: string): number | undefined =>
      behind(addPrefix, 'http://a.test/', { headers: { 'Transfer-Encoding': 'chunked', Trailer } }).response
        ?.status;
    expect([status('X-Sum, '), status('X Sum'), status('Content-Length')]).toEqual([undefined, 500, 400]);
  });

  it('has no path where a middleware leaves what looks like a URL with a scheme', () => {
    expect(behind({ replacePath: { path: 'x:y' } }, 'http://a.test/?a=1').forwarded?.url).toBe('/?a=1');
  });

  it('has the understood part of the query where a middleware leaves a path without a slash', () => {
    const spec = { replacePath: { path: 'x' } };
    expect(behind(spec, 'http://a.test/?b=%zz&a=1').forwarded?.url).toBe('x?a=1');
    expect(behind(spec, 'http://a.test/?b=1&a=%20').forwarded?.url).toBe('x?b=1&a=%20');
  });
});
