import type { ApiObjectData } from '../../../lib/core/manifest';
import { type TraefikKind, validateSpec } from '../../../lib/traefik/api';
import { TrafficModel } from '../../../lib/traefik/model';
import { Stage } from '../support';
import { middlewareCases, tcpMiddlewareCases, tlsOptionCases, traefikServiceCases } from './cases';

/** What becomes of a router that uses an object with this spec. */
type Verdict = 'refused by the API server' | 'disabled by Traefik' | 'enabled';

function predicted(kind: TraefikKind, spec: object): Verdict {
  const consequences = validateSpec(kind, spec).map(({ consequence = '' }) => consequence);
  if (consequences.some((text) => /^The API server (refuses|drops)/.test(text)))
    return 'refused by the API server';
  return consequences.some((text) =>
    /disables (every router|the routers|the service)|drops the object/.test(text),
  )
    ? 'disabled by Traefik'
    : 'enabled';
}

/** What the model makes of the objects; it does not know what the API server refuses. */
function modelled(given: readonly ApiObjectData[]): Verdict {
  const inNamespace = given.map((object) => ({
    ...object,
    metadata: { ...object.metadata, namespace: 'default' },
  }));
  const { routers = {}, tcpRouters = {} } = TrafficModel.from(inNamespace).routes();
  const states = Object.values({ ...routers, ...tcpRouters });
  return states.some(({ status, rule }) => status === 'enabled' && String(rule).includes('.example'))
    ? 'enabled'
    : 'disabled by Traefik';
}

type CheckedKind = 'Middleware' | 'MiddlewareTCP' | 'TraefikService' | 'TLSOption';

/** An object with the spec, and a router that uses it. */
function objects(kind: CheckedKind, name: string, spec: object): readonly ApiObjectData[] {
  const tcp = kind === 'MiddlewareTCP';
  const host = `${name}.example`;
  const route = {
    match: tcp ? `HostSNI(\`${host}\`)` : `Host(\`${host}\`)`,
    ...(kind.startsWith('Middleware') && { middlewares: [{ name }] }),
    services: [kind === 'TraefikService' ? { kind, name } : { name: 'web', port: 80 }],
  };
  const tls = kind === 'TLSOption' ? { options: { name } } : {};
  const common = { apiVersion: 'traefik.io/v1alpha1', metadata: { name } };
  return [
    { ...common, kind, spec },
    {
      ...common,
      kind: tcp ? 'IngressRouteTCP' : 'IngressRoute',
      spec: { entryPoints: ['websecure'], routes: [route], tls },
    },
  ];
}

const web: ApiObjectData = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
};

test.each([
  ['Middleware', middlewareCases],
  ['MiddlewareTCP', tcpMiddlewareCases],
  ['TraefikService', traefikServiceCases],
  ['TLSOption', tlsOptionCases],
] as const)('what is said of a %s is what the API server and Traefik do', async (kind, cases) => {
  const stage = await Stage.open();
  try {
    const named = cases.map((spec, index) => ({ name: `case-${index}`, spec }));
    const { rejected } = await stage.tryApply([
      web,
      ...named.flatMap(({ name, spec }) => objects(kind, name, spec)),
    ]);
    const refused = new Set(rejected.map(({ object }) => object.metadata.name));
    const { routers = {}, tcpRouters = {} } = await stage.traefik.rawdata();
    const disabled = Object.values({ ...routers, ...tcpRouters }).filter(
      ({ status }) => status === 'disabled',
    );
    const verdictOf = (name: string): Verdict => {
      if (refused.has(name)) return 'refused by the API server';
      const isDisabled = disabled.some(({ rule }) => rule?.includes(`\`${name}.example\``));
      return isDisabled ? 'disabled by Traefik' : 'enabled';
    };
    const real = named.map(({ name, spec }) => [JSON.stringify(spec), verdictOf(name)]);
    expect(named.map(({ spec }) => [JSON.stringify(spec), predicted(kind, spec)])).toEqual(real);
    const taken = named.filter(({ name }) => !refused.has(name));
    expect(
      taken.map(({ name, spec }) => [JSON.stringify(spec), modelled([web, ...objects(kind, name, spec)])]),
    ).toEqual(taken.map(({ name, spec }) => [JSON.stringify(spec), verdictOf(name)]));
  } finally {
    await stage.close();
  }
});
