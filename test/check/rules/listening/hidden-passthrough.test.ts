import { traefikFactsOf } from '../../../../lib/check/cluster';
import { objectsOf } from '../../../../lib/core/manifest';
import { TrafficModel } from '../../../../lib/traefik/model';
import { check } from '../support';

const objects = (tcp: string, http: string, more = '') => `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ port: 443 }] }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: passed, namespace: shop }
spec:
  entryPoints: [websecure]
  routes: [{ match: '${tcp}', services: [{ name: web, port: 443 }] }]
  tls: { passthrough: true }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: served, namespace: shop }
spec:
  entryPoints: [websecure]
  routes: [{ match: '${http}', kind: Rule, services: [{ name: web, port: 443, scheme: http }] }]
  tls: {}
${more}`;

const told = (yaml: string): readonly unknown[] =>
  check(yaml, { traefik: traefikFactsOf() }, { advice: true })
    .filter(({ rule }) => rule === 'hidden-passthrough')
    .map(({ severity, message, field }) => [severity, message, field?.join('.')]);

/** Whether a connection for a name comes to the TCP route. */
const isPassed = (yaml: string, name: string): boolean => {
  const all = objectsOf(yaml, 'objects.yaml').objects.map(({ object }) => object);
  return TrafficModel.from(all).explain({ url: `tls://${name}:443` }).source?.kind === 'IngressRouteTCP';
};

const message = 'IngressRoute shop/served has the host a.example.com on the entry point websecure too.';

describe('a TCP route that gets no connection, since an HTTPS route has its hosts, is told', () => {
  it.each([
    ['HostSNI(`a.example.com`)', 'Host(`a.example.com`)'],
    ['HostSNI(`A.example.com`) || HostSNI(`b.example.com`)', 'Host(`a.example.com`)'],
    ['HostSNIRegexp(`^a\\.example\\.com$`)', 'Host(`a.example.com`) && PathPrefix(`/x`)'],
    ['HostSNIRegexp(`^(a|b)\\.example\\.com$`)', 'Host(`a.example.com`) || Host(`b.example.com`)'],
    ['HostSNIRegexp(`^[ab]\\.example\\.com$`) && !HostSNI(`b.example.com`)', 'Host(`a.example.com`)'],
  ])('%s beside %s', (tcp, http) => {
    const yaml = objects(tcp, http);
    expect(isPassed(yaml, 'a.example.com')).toBe(false);
    expect(told(yaml)).toEqual([['error', message, 'spec.routes.0']]);
  });

  it('by a wildcard too', () => {
    const yaml = objects('HostSNI(`a.example.com`)', 'Host(`*.example.com`)');
    expect(isPassed(yaml, 'a.example.com')).toBe(false);
    expect(told(yaml)).toEqual([['error', message.replace('host a.', 'host *.'), 'spec.routes.0']]);
  });
});

it.each(['HostSNIRegexp(`^.+\\.example\\.com$`)', 'HostSNI(`*.example.com`)'])(
  'one that loses some of its names to an HTTPS route is only a hint: %s',
  (tcp) => {
    const yaml = objects(tcp, 'Host(`a.example.com`)');
    expect(isPassed(yaml, 'a.example.com')).toBe(false);
    expect(isPassed(yaml, 'b.example.com')).toBe(true);
    expect(told(yaml)).toEqual([['info', message, 'spec.routes.0']]);
  },
);

it.each([
  ['HostSNIRegexp(`^a\\.example\\.com$`)', 'Host(`b.example.com`)'],
  ['HostSNIRegexp(`^[ab]\\.example\\.com$`) && !HostSNI(`b.example.com`)', 'Host(`b.example.com`)'],
  ['HostSNI(`*`)', 'Host(`a.example.com`)'],
  ['HostSNI(`a.b.example.com`)', 'Host(`*.example.com`)'],
  // Without a host, HTTPS comes after TCP.
  ['HostSNIRegexp(`^a\\.example\\.com$`)', 'HostRegexp(`^a\\.example\\.com$`)'],
])('%s beside %s is not told', (tcp, http) => {
  expect(told(objects(tcp, http))).toEqual([]);
});
