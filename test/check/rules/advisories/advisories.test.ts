import { objectsOf } from '../../../../lib/core/manifest';
import { type ClusterFacts, Inventory, traefikFactsOf } from '../../../../lib/check/cluster';
import { advisoryReport, findings } from '../../../../lib/check/rules';
import { advisories } from '../../../../lib/check/rules/advisories/list';
import { isVersion } from '../../../../lib/traefik/version';

const service = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: one }
spec: { ports: [{ name: http, port: 80 }] }
---`;

const middleware = (name: string, spec: string): string => `
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: ${name}, namespace: one }
spec: ${spec}
---`;

const route = (name: string, match: string, rest = '', spec = '', to = '{ name: web, port: 80 }'): string => `
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: ${name}, namespace: one }
spec:
  entryPoints: [${spec === '' ? 'web' : 'websecure'}]
  routes: [{ kind: Rule, match: '${match}', ${rest} services: [${to}] }]
  ${spec}
---`;

const only = (name: string): string => `middlewares: [{ name: ${name} }],`;
const allowList = middleware('office', '{ ipAllowList: { sourceRange: [10.0.0.0/8] } }');

/** What lint says of an advisory: where it counts, and how the report calls it. */
function told(
  text: string,
  id: string,
  version: string,
  configuration?: object,
): { readonly findings: readonly string[]; readonly report: readonly string[] } {
  const { objects, problems } = objectsOf(text, 'case.yaml');
  expect(problems).toEqual([]);
  const facts: ClusterFacts = { traefik: traefikFactsOf(configuration, version) };
  const about = (all: ReturnType<typeof advisoryReport>): readonly string[] =>
    all.filter(({ message }) => message.startsWith(id)).map(({ rule, message }) => `${rule} ${message}`);
  return {
    findings: about(findings(objects, facts)),
    report: about(advisoryReport(new Inventory(objects, facts))),
  };
}

describe('the advisories', () => {
  it('name releases', () => {
    const releases = advisories.flatMap(({ fixed, introduced = '3.0.0' }) => [...fixed, introduced]);
    expect(releases.filter((release) => !isVersion(release))).toEqual([]);
  });

  it('are told once each', () => {
    const ids = advisories.flatMap(({ ids: own }) => own);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

const across =
  service +
  route(
    'across',
    'Host(`a.test`)',
    '',
    '',
    '{ name: theirs@kubernetescrd, namespace: other, kind: TraefikService }',
  ) +
  `
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata: { name: theirs, namespace: other }
spec: { weighted: { services: [{ name: web, port: 80 }] } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: other }
spec: { ports: [{ port: 80 }] }
`;

describe('an advisory', () => {
  it('counts where the release has the fault and the objects make it count', () => {
    const { findings: found } = told(across, 'CVE-2026-71325', '3.7.9');
    expect(found).toEqual([expect.stringContaining('open-advisory')]);
  });

  it('is none of a release that mends it', () => {
    const { findings: found, report } = told(across, 'CVE-2026-71325', '3.7.13');
    expect(found).toEqual([]);
    expect(report).toEqual([expect.stringMatching(/^spared-advisory .* mended since 3\.6\.25 and 3\.7\.10/)]);
    // Of the line 3.6, another release has mended it.
    expect(told(across, 'CVE-2026-71325', '3.6.25').report[0]).toContain('spared-advisory');
  });

  it('does not count where nothing makes it count, which is said with the reason', () => {
    const plain = service + route('plain', 'Host(`a.test`)');
    const { findings: found, report } = told(plain, 'CVE-2026-71325', '3.7.9');
    expect(found).toEqual([]);
    expect(report).toEqual([expect.stringContaining('No route names a service with @kubernetescrd')]);
  });

  it('is told of no release by default, for a Traefik without open ones', () => {
    const { findings: found } = told(across, 'CVE-', '3.7.13');
    expect(found).toEqual([]);
  });
});

const guarded =
  service + allowList + route('admin', 'Host(`a.test`) && PathPrefix(`/x/admin`)', only('office'));

test('encoded slashes lead past a guarded path, with the request, unless the entry point refuses them', () => {
  const objects = guarded + route('open', 'Host(`a.test`)');
  const [said] = told(objects, 'CVE-2025-66490', '3.7.13').report;
  expect(said).toMatch(/^open-advisory .*without ipAllowList.*Request: GET http:\/\/a\.test\/x%2Fadminx/);
  expect(told(guarded, 'CVE-2025-66490', '3.7.13').report[0]).toContain('unreached-advisory');
  const refusing = {
    entryPoints: { web: { address: ':80', http: { encodedCharacters: { allowEncodedSlash: false } } } },
    providers: { kubernetesCRD: {} },
  };
  expect(told(objects, 'CVE-2025-66490', '3.7.13', refusing).report[0]).toContain('unreached-advisory');
});

const mutual = (name: string): string => `
apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata: { name: ${name}, namespace: one }
spec: { clientAuth: { clientAuthType: RequireAnyClientCert } }
---`;

test('a handshake in pieces counts where the default TLS options ask for less than those of a route', () => {
  const objects =
    service +
    mutual('strict') +
    route('private', 'Host(`a.test`)', '', 'tls: { options: { name: strict, namespace: one } }');
  const id = 'CVE-2026-32305';
  expect(told(objects, id, '3.6.10').findings[0]).toContain('ClientHello comes in several records');
  expect(told(objects, id, '3.6.11').report[0]).toContain('spared-advisory');
  expect(told(objects, id, '3.7.0').report[0]).toContain('spared-advisory');
  expect(told(objects + mutual('default'), id, '3.6.10').report[0]).toContain('unreached-advisory');
});

test('a stripped prefix leads past a guarded path in a release that lets it', () => {
  const objects =
    guarded +
    middleware('strip', '{ stripPrefix: { prefixes: [/api] } }') +
    route('api', 'Host(`a.test`) && PathPrefix(`/api`)', only('strip'));
  expect(told(objects, 'CVE-2026-48020', '3.7.2').findings[0]).toContain('GET http://a.test/api../x/admin');
  expect(told(objects, 'CVE-2026-48020', '3.7.3').findings).toEqual([]);
});

test('a header that a middleware vouches for can be sent in another spelling, unless the entry point deletes it', () => {
  const objects =
    service +
    middleware(
      'login',
      '{ forwardAuth: { address: "http://auth.one", authResponseHeaders: [X-Auth-User] } }',
    ) +
    route('plain', 'Host(`a.test`)', only('login'));
  expect(told(objects, 'CVE-2026-54763', '3.7.13').report[0]).toContain("-H 'X_Auth_User: admin'");
  const deleting = {
    entryPoints: { web: { address: ':80', http: { aliasHeadersStrategy: 'delete' } } },
    providers: { kubernetesCRD: {} },
  };
  expect(told(objects, 'CVE-2026-54763', '3.7.13', deleting).report[0]).toContain('is set');
});

test('client certificates are not asked for where TLS options of one host differ', () => {
  const objects =
    service +
    `
apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata: { name: mtls, namespace: one }
spec: { clientAuth: { clientAuthType: RequireAnyClientCert } }
---` +
    route('strict', 'Host(`a.test`) && Path(`/a`)', '', 'tls: { options: { name: mtls } }') +
    route('lax', 'Host(`a.test`)', '', 'tls: {}');
  expect(told(objects, 'CVE-2026-85596', '3.7.9').findings[0]).toContain('Clients are not asked');
  expect(told(objects, 'CVE-2026-85596', '3.7.13').report[0]).toContain('open-advisory');
});

test('a replacement that puts a slash in front of what is left leads past rules of paths', () => {
  const objects =
    service +
    middleware('replace', '{ replacePathRegex: { regex: "^/api(.*)", replacement: "/$1" } }') +
    route('api', 'Host(`a.test`) && PathPrefix(`/api`)', only('replace'));
  expect(told(objects, 'CVE-2026-65600', '3.7.6').findings[0]).toContain('/api../x');
  expect(told(objects, 'CVE-2026-65600', '3.7.9').findings).toEqual([]);
});
