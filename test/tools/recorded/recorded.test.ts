import { readRecorded, verificationText, verify } from '../../../lib/tools/recorded';
import { TrafficModel } from '../../../lib/traefik/model';
import { ingressRoute, service, shop, traefikObject } from '../../traefik/model/objects';

const office = traefikObject('Middleware', 'office', { ipAllowList: { sourceRange: ['10.0.0.0/8'] } });
const to = (name: string): object => ({ services: [{ name, port: 80 }] });

const before = TrafficModel.from(
  shop(
    service('api', 80),
    office,
    ingressRoute('web', 'Host(`a.com`)'),
    ingressRoute('api', 'Host(`a.com`) && PathPrefix(`/api`)', to('api')),
    ingressRoute('admin', 'Host(`a.com`) && PathPrefix(`/admin`)', { middlewares: [{ name: 'office' }] }),
  ),
);

const hostOf = (router: string): string | undefined => (router === 'web@docker' ? 'http://a.com' : undefined);

const read = (...lines: readonly string[]) => readRecorded(lines.join('\n'), 'requests', hostOf);

test('requests are read as explain takes them, and from access logs in both formats', () => {
  const json = {
    RequestMethod: 'POST',
    RequestHost: 'a.com',
    RequestPath: '/api?x=1',
    RequestScheme: 'https',
    ClientHost: '10.0.0.9',
    'request_X-Canary': 'always',
    DownstreamStatus: 200,
  };
  const common =
    '10.0.0.9 - - [27/Nov/2026:16:00:00 +0000] "GET /x HTTP/1.1" 200 12 "-" "curl" 7 "web@docker" "http://172.18.0.2:80" 3ms';
  expect(read('{"url":"http://a.com/"}', '', JSON.stringify(json), common)).toEqual([
    { line: 1, request: { url: 'http://a.com/' } },
    {
      line: 3,
      request: {
        method: 'POST',
        url: 'https://a.com/api?x=1',
        clientIp: '10.0.0.9',
        headers: { 'X-Canary': 'always' },
      },
    },
    { line: 4, request: { method: 'GET', url: 'http://a.com/x', clientIp: '10.0.0.9' } },
  ]);
});

test.each([
  ['{}', 'RequestHost and RequestPath'],
  ['hello', 'neither JSON nor of the common format'],
  ['1.2.3.4 - - [x] "GET / HTTP/1.1" 404 19 "-" "-" 1 "-" "-" 0ms', 'the common format tells no host'],
])('%s is no request, and that is said with its line', (line, words) => {
  expect(() => read('{"url":"http://a.com/"}', line)).toThrow(/requests:2:1/);
  expect(() => read(line)).toThrow(words);
});

const recorded = read(
  '{"url":"http://a.com/"}',
  '{"url":"http://a.com/"}',
  '{"url":"http://a.com/api"}',
  '{"url":"http://a.com/admin","clientIp":"10.0.0.1"}',
  '{"url":"http://a.com/admin","clientIp":"203.0.113.9"}',
);

test('a move is the same where backends have other names, each one of its own', () => {
  const moved = TrafficModel.from([
    service('shop-web', 8080),
    service('shop-api', 80),
    office,
    ingressRoute('web', 'Host(`a.com`)', { services: [{ name: 'shop-web', port: 8080 }] }),
    ingressRoute('api', 'Host(`a.com`) && PathPrefix(`/api`)', to('shop-api')),
    ingressRoute('admin', 'Host(`a.com`) && PathPrefix(`/admin`)', {
      services: [{ name: 'shop-web', port: 8080 }],
      middlewares: [{ name: 'office' }],
    }),
  ]);
  const found = verify(recorded, before, moved);
  expect(found).toEqual({
    requests: 5,
    distinct: 4,
    backends: { 'shop/web': 'shop/shop-web', 'shop/api': 'shop/shop-api' },
    differences: [],
  });
  expect(verificationText(found)).toContain('All 5 requests (4 different ones) fare as before.');
});

test('a guard that is lost and a backend that is another are told with line and count', () => {
  const moved = TrafficModel.from(
    shop(
      service('api', 80),
      ingressRoute('web', 'Host(`a.com`)'),
      ingressRoute('admin', 'Host(`a.com`) && PathPrefix(`/admin`)'),
    ),
  );
  const { differences } = verify(recorded, before, moved);
  expect(differences.map(({ line, count, differs }) => [line, count, ...differs])).toEqual([
    [3, 1, 'backends'],
    [4, 1, 'guards'],
    [5, 1, 'outcome', 'status', 'forwarded', 'backends'],
  ]);
  expect(verificationText(verify(recorded, before, moved))).toContain('line 5: outcome, status');
});
