import {
  decodeContainerLabels,
  decodeFile,
  decodeLabels,
  isRefused,
  routersIn,
} from '../../../lib/traefik/labels';

function read(labels: Readonly<Record<string, string>>): unknown {
  const found = decodeLabels(labels);
  return isRefused(found) ? `${found.label}: ${found.reason}` : found.configuration;
}

test('Labels are paths into the dynamic configuration, read by the types of its fields', () => {
  expect(
    read({
      'traefik.http.routers.web.rule': 'Host(`a.test`)',
      'traefik.http.routers.web.entrypoints': 'web, websecure',
      'traefik.http.routers.web.priority': '+12',
      'traefik.http.routers.web.tls.domains[0].main': 'a.test',
      'traefik.http.routers.web.tls.domains[0].sans': 'b.test,c.test',
      'traefik.http.middlewares.limit.ratelimit.average': '10',
      'traefik.http.middlewares.limit.ratelimit.period': '90',
      'traefik.http.services.web.loadbalancer.server.port': '8080',
      'traefik.http.services.web.loadbalancer.passhostheader': 'F',
      'other.label': 'x',
      'traefik.constraint': 'y',
    }),
  ).toEqual({
    http: {
      routers: {
        web: {
          rule: 'Host(`a.test`)',
          entryPoints: ['web', 'websecure'],
          priority: 12,
          tls: { domains: [{ main: 'a.test', sans: ['b.test', 'c.test'] }] },
        },
      },
      middlewares: { limit: { rateLimit: { average: 10, burst: 1, period: '1m30s' } } },
      services: {
        web: {
          loadBalancer: {
            strategy: 'wrr',
            passHostHeader: false,
            responseForwarding: { flushInterval: '100ms' },
            servers: [{ port: '8080' }],
          },
        },
      },
    },
  });
});

test('Names of fields are compared without case, and the first spelling of a router stays', () => {
  expect(
    read({ 'traefik.HTTP.Routers.Web.RULE': 'Path(`/`)', 'traefik.http.routers.web.Service': 'api' }),
  ).toEqual({ http: { routers: { Web: { rule: 'Path(`/`)', service: 'api' } } } });
});

test('A switch without anything below it is on with "true" alone, and off with any other text', () => {
  const on = { http: { middlewares: { a: { contentType: {} } } } };
  expect(read({ 'traefik.http.middlewares.a.contenttype': 'TRUE' })).toEqual(on);
  expect(
    read({ 'traefik.http.routers.a.tls': 'no', 'traefik.http.routers.a.tls.certresolver': 'le' }),
  ).toEqual({
    http: { routers: { a: {} } },
  });
});

test('Names of headers keep their dots and their case, and plugins get maps and lists of texts', () => {
  expect(
    read({
      'traefik.http.middlewares.h.headers.customrequestheaders.X-Version.Major': '1',
      'traefik.http.middlewares.p.plugin.demo.list[0]': 'a',
      'traefik.http.middlewares.p.plugin.demo.list[1]': 'b',
      'traefik.http.middlewares.p.plugin.demo.deep.key': 'c',
    }),
  ).toEqual({
    http: {
      middlewares: {
        h: { headers: { customRequestHeaders: { 'X-Version.Major': '1' } } },
        p: { plugin: { demo: { list: ['a', 'b'], deep: { key: 'c' } } } },
      },
    },
  });
});

test.each([
  ['traefik.http.routers.a.rulee', 'field not found, node: rulee'],
  ['traefik.httpx.routers.a.rule', 'field not found, node: httpx'],
  ['traefik.http.routers..rule', 'invalid element'],
  ['traefik.http.routers.[0].rule', "invalid leading character '['"],
  ['Traefik.http.routers.a.rule', 'invalid label root Traefik'],
  ['traefik.http.routers.a.priority', 'strconv.ParseInt: parsing "x": invalid syntax'],
  ['traefik.http.middlewares.a.retry', 'retry cannot be a standalone element'],
  ['traefik.http.services.a.loadbalancer.server', 'invalid slice: node server'],
  ['traefik.http.routers.a.rule.b', 'invalid node rule'],
])('One wrong label (%s) is enough for Traefik to refuse all of a container', (label, reason) => {
  expect(read({ 'traefik.http.routers.good.rule': 'Path(`/`)', [label]: 'x' })).toContain(
    `${label}: ${reason}`,
  );
});

test('Each part of the configuration leads back to the labels that say it', () => {
  const found = decodeLabels({
    'traefik.http.routers.web.TLS.certresolver': 'le',
    'traefik.http.routers.web.entrypoints': 'a,b',
    'traefik.http.middlewares.m.headers.customrequestheaders.X-A': '1',
    'traefik.http.services.s.loadbalancer.server.port': '80',
  });
  if (isRefused(found)) throw new Error(found.reason);
  expect(found.labelsAt(['http', 'routers', 'web', 'tls'])).toEqual([
    'traefik.http.routers.web.TLS.certresolver',
  ]);
  expect(found.labelsAt(['http', 'routers', 'web', 'entryPoints', 1])).toEqual([
    'traefik.http.routers.web.entrypoints',
  ]);
  expect(found.labelsAt(['http', 'middlewares', 'm'])).toHaveLength(1);
  expect(found.labelsAt(['http', 'services', 's', 'loadBalancer', 'strategy'])).toEqual([]);
});

test('What labels say of the container itself is read apart, and refused apart', () => {
  expect(
    decodeContainerLabels({ 'traefik.enable': '1', 'traefik.docker.network': 'proxy' }, 'docker'),
  ).toMatchObject({
    configuration: { enable: true, docker: { network: 'proxy' } },
  });
  expect(decodeContainerLabels({ 'traefik.enable': 'yes' }, 'docker')).toMatchObject({
    label: 'traefik.enable',
  });
  expect(decodeContainerLabels({ 'traefik.enabled': 'true' }, 'docker')).toMatchObject({
    reason: 'field not found, node: enabled',
  });
});

test('The routers of which labels speak are known even where Traefik refuses the labels', () => {
  expect(
    routersIn({
      'traefik.http.routers.b.entrypoints': 'web',
      'traefik.http.routers.B.rule': 'Path(`/`)',
      'traefik.tcp.routers.a.nonsense': 'x',
    }),
  ).toEqual([
    { protocol: 'http', name: 'B', label: 'traefik.http.routers.B.rule' },
    { protocol: 'tcp', name: 'a', label: 'traefik.tcp.routers.a.nonsense' },
  ]);
});

test('No label, however it is written, ends in anything but a reading or a refusal', () => {
  const odd = [
    'traefik.http.a].b',
    'traefik.http.routers.__proto__.rule',
    'traefik.http.middlewares.p.plugin.__proto__.x',
  ];
  for (const label of odd) expect(() => decodeLabels({ [label]: 'x' })).not.toThrow();
  expect(decodeLabels({ 'traefik.http.a].b': 'x' })).toMatchObject({ isCrash: true });
});

test('Files say with lists and numbers what labels say with texts, and what labels cannot say', () => {
  const http = {
    Routers: { web: { rule: 'Path(`/`)', entryPoints: ['web', 'a,b'], tls: {}, priority: '7' } },
    services: { split: { mirroring: { service: 'web', mirrors: [{ name: 'copy', percent: 10 }] } } },
    middlewares: { p: { plugin: { demo: { count: 1, list: [true] } } }, off: { compress: false } },
  };
  const read = decodeFile({ http, other: 1, udp: null });
  expect('configuration' in read && read).toMatchObject({
    configuration: {
      http: {
        routers: { web: { rule: 'Path(`/`)', entryPoints: ['web', 'a,b'], tls: {}, priority: 7 } },
        services: {
          split: {
            mirroring: {
              service: 'web',
              mirrorBody: true,
              maxBodySize: -1,
              mirrors: [{ name: 'copy', percent: 10 }],
            },
          },
        },
        middlewares: { p: { plugin: { demo: { count: 1, list: [true] } } }, off: {} },
      },
    },
  });
  const said = ['http', 'services', 'split', 'mirroring'];
  expect('labelsAt' in read && read.labelsAt([...said, 'mirrors'])).not.toEqual([]);
  expect('labelsAt' in read && read.labelsAt([...said, 'maxBodySize'])).toEqual([]);
  expect(decodeFile({ tls: { options: { modern: { minVersio: 'x' } } } })).toEqual({
    reason: 'field not found, node: minVersio',
    path: ['tls', 'options', 'modern', 'minVersio'],
  });
});
