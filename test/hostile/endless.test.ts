import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import {
  Certificate,
  DeliveryApp,
  GoCronJob,
  GoJob,
  GoService,
  IngressRoute,
  IngressRouteTCP,
  IngressRouteUDP,
  KubernetesService,
  Middleware,
  MiddlewareTCP,
  ServersTransport,
  ServersTransportTCP,
  TLSOption,
  TLSStore,
  TraefikService,
} from '../../lib';
import { renamings } from './names';

/** A construct's class, and props that are right. */
type Sample = readonly [new (scope: Construct, id: string, props: never) => IConstruct, object];

const run = {
  image: 'a/b:1.0.0',
  env: { LOG: 'info', KEY: { valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } } },
};
const pod = {
  ...run,
  labels: { team: 'a' },
  args: ['-x'],
  config: { files: { '/etc/a': 'a' } },
  placement: { nodeSelector: { a: 'b' } },
  resources: { limits: { memory: '64Mi' } },
};
const services = [{ name: 'a', port: 80 }];
const http = { match: 'Host(`a`)', middlewares: [{ stripPrefix: { prefixes: ['/a'] } }], services };

const samples: readonly Sample[] = [
  [GoService, { ...pod, ports: { http: 8080 }, volumeClaims: { data: { mountPath: '/data', size: '1Gi' } } }],
  [GoJob, pod],
  [GoCronJob, { ...pod, schedule: '0 * * * *' }],
  [KubernetesService, { externalName: 'a.example.com', ports: { https: 443 } }],
  [IngressRoute, { entryPoints: ['web'], routes: [http], tls: { domains: [{ main: 'a' }] } }],
  [IngressRouteTCP, { routes: [{ match: 'HostSNI(`*`)', services }] }],
  [IngressRouteUDP, { routes: [{ services }] }],
  [Middleware, { plugin: { thing: { option: [1] } } }],
  [MiddlewareTCP, { ipAllowList: { sourceRange: ['10.0.0.0/8'] } }],
  [ServersTransport, { serverName: 'a' }],
  [ServersTransportTCP, { tls: { serverName: 'a' } }],
  [TraefikService, { weighted: { services } }],
  [TLSOption, { minVersion: 'VersionTLS12' }],
  [TLSStore, { defaultCertificate: { secretName: 'a' } }],
  [Certificate, { issuer: { name: 'ca' }, dnsNames: ['a'] }],
];

function circle(): unknown {
  const value: Record<string, unknown> = { x: 1 };
  value['self'] = value;
  return value;
}

function nested(levels: number, next: (value: unknown) => unknown): unknown {
  let value: unknown = 'end';
  for (let level = 0; level < levels; level++) value = next(value);
  return value;
}

const values: readonly (readonly [string, unknown])[] = [
  ['holds itself', circle()],
  ['holds itself twice', nested(3, (value) => ({ value, circle: circle() }))],
  ['is far too deep', nested(50_000, (value) => ({ value }))],
  ['is a list far too deep', nested(50_000, (value) => [value])],
  ['doubles at each level', nested(60, (value) => ({ left: value, right: value }))],
];

/** Puts a value into every place of props. */
function withValue(props: object, value: unknown): readonly unknown[] {
  return renamings(props).map((put) => replaced(put('\u0000here'), value));
}

function replaced(tree: unknown, value: unknown): unknown {
  if (tree === '\u0000here') return value;
  if (Array.isArray(tree)) return tree.map((item) => replaced(item, value));
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, item]) => [key, replaced(item, value)]));
}

function holds(tree: unknown, value: unknown): boolean {
  if (tree === value) return true;
  return typeof tree === 'object' && tree !== null && Object.values(tree).some((part) => holds(part, value));
}

/** Makes one, whatever its types say of the props. */
function make(construct: Sample[0], props: unknown): void {
  Reflect.construct(construct, [chart(new App()), 'a', props]);
}

function chart(app: App): Chart {
  return new Chart(app, 'all', { namespace: 'shop' });
}

describe.each(samples.map(([construct, props]) => ({ name: construct.name, construct, props })))(
  '$name',
  ({ construct, props }) => {
    test('is made of its right props', () => {
      expect(() => make(construct, props)).not.toThrow();
    });

    test.each(values)('says so where a value of its props %s', (_what, value) => {
      const trees = withValue(props, value).filter((tree) => holds(tree, value));
      expect(trees.length).toBeGreaterThan(0);
      for (const tree of trees) {
        expect(() => make(construct, tree)).toThrow(/^error endless-value  \[all\/a\] /);
      }
    });
  },
);

test.each(values)('so does an object of another library that %s', (_what, value) => {
  const app = new DeliveryApp();
  const object = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' }, spec: { a: value } };
  new ApiObject(chart(app), 'a', object);
  expect(() => app.manifests()).toThrow(/error endless-value  \[all\/a\]/);
});
