import { traefikFactsOf } from '../../../../lib/check/cluster';
import { TrafficModel, selfSigned } from '../../../../lib/traefik/model';
import { check } from '../support';

const service = (name = 'web', port = 80) => `
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { ports: [{ port: ${port} }] }
`;

const facts = { traefik: traefikFactsOf() };

const told = (yaml: string): unknown =>
  check(yaml, facts).map(({ rule, severity, message }) => [rule, severity, message]);

describe('the certificate of a route', () => {
  const secret = (...names: readonly string[]): string => {
    const { certificate, key } = selfSigned(names);
    return `---
apiVersion: v1
kind: Secret
metadata: { name: ${names.length === 0 ? 'empty' : 'tls'} }
stringData: ${JSON.stringify({ 'tls.crt': certificate, 'tls.key': key })}
`;
  };

  const route = (rule: string) => `---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web }
spec:
  entryPoints: [websecure]
  routes: [{ match: '${rule}', kind: Rule, services: [{ name: web, port: 80 }] }]
  tls: { secretName: tls }
`;

  test('that is for another host is told, with the hosts that it is for', () => {
    expect(told(service() + secret('b.de', '*.c.de') + route('Host(`a.de`) || Host(`x.c.de`)'))).toEqual([
      ['uncovered-host', 'error', 'The certificate in the Secret "tls" is for *.c.de, b.de, not for a.de.'],
    ]);
  });

  test('that covers them all, by a wildcard too, is fine', () => {
    expect(told(service() + secret('a.de', '*.c.de') + route('Host(`a.de`) || Host(`x.c.de`)'))).toEqual([]);
  });

  test('that cert-manager is going to issue is held to its names', () => {
    const issued = `---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: tls }
spec: { secretName: tls, dnsNames: [b.de], issuerRef: { name: ca, kind: ClusterIssuer } }
`;
    expect(told(service() + issued + route('Host(`a.de`)'))).toEqual([
      ['uncovered-host', 'error', 'The certificate in the Secret "tls" is for b.de, not for a.de.'],
    ]);
  });
});

describe('a redirection between entry points', () => {
  const traefik = (to: string) => ({
    entryPoints: {
      web: { address: ':8000', http: { redirections: { entryPoint: { to } } } },
      websecure: { address: ':8443', http: { tls: {} } },
    },
    providers: { kubernetesCRD: {} },
  });
  const exposedPorts = new Map([
    ['web', 80],
    ['websecure', 443],
  ]);
  const found = (to: string): unknown =>
    check(service(), { traefik: { ...traefikFactsOf(traefik(to)), exposedPorts } }).map(({ rule, field }) => [
      rule,
      field?.join('.'),
    ]);
  const location = (to: string): unknown =>
    TrafficModel.from([], { traefik: traefik(to), exposedPorts }).explain({ url: 'http://a.de/' }).response
      ?.headers['Location'];

  test('by name sends clients to the port of Traefik, where that is not the public one', () => {
    expect(found('websecure')).toEqual([
      ['redirection-to-private-port', 'entryPoints.web.http.redirections.entryPoint.to'],
    ]);
    expect(location('websecure')).toBe('https://a.de:8443/');
  });

  test('to the public port is fine', () => {
    expect(found(':443')).toEqual([]);
    expect(location(':443')).toBe('https://a.de/');
  });
});

describe('the insecure API below a base path', () => {
  const traefik = (api: object) => ({ entryPoints: { traefik: { address: ':8080' } }, api });
  const found = (api: object): unknown =>
    check(service(), { traefik: traefikFactsOf(traefik(api)) }).map(({ rule, field }) => [rule, field]);
  const status = (api: object, path: string): unknown =>
    TrafficModel.from([], { traefik: traefik(api) }).explain({ url: `http://a.de:8080${path}` }).response
      ?.status;
  const broken = { insecure: true, basePath: '/ops/' };

  test('is answered nowhere, and so it is told', () => {
    expect(found(broken)).toEqual([['unanswered-api', ['api', 'basePath']]]);
    expect(['/api/version', '/ops/api/version'].map((path) => status(broken, path))).toEqual([404, 404]);
  });

  test.each([
    ['without the base path', { insecure: true }, '/api/version'],
    ['with a base path that its router takes', { insecure: true, basePath: '/api' }, '/api/api/version'],
  ])('is answered %s', (_, api, path) => {
    expect(found(api)).toEqual([]);
    expect(status(api, path)).toBe(200);
  });

  test('is no concern of who writes a route of his own in its place', () => {
    expect(found({ basePath: '/ops' })).toEqual([]);
  });
});

describe('a protocol in which the server speaks first', () => {
  const tcp = (port: number, rule: string, more: string) => `---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: db }
spec:
  entryPoints: [websecure]
  routes: [{ match: '${rule}', services: [{ name: db, port: ${port} }] }]
  ${more}
`;

  test('behind TLS waits for ever', () => {
    expect(told(service('db', 3306) + tcp(3306, 'HostSNI(`db.de`)', 'tls: { passthrough: true }'))).toEqual([
      [
        'server-first-behind-tls',
        'warning',
        'Clients of MySQL (port 3306) wait for the server to speak first.',
      ],
    ]);
  });

  test('without TLS, and another protocol with it, are fine', () => {
    expect(told(service('db', 3306) + tcp(3306, 'HostSNI(`*`)', ''))).toEqual([]);
    expect(told(service('db', 6379) + tcp(6379, 'HostSNI(`db.de`)', 'tls: {}'))).toEqual([]);
  });
});
