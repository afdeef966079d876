import { Chart } from 'cdk8s';
import { Certificate } from '../../../../lib/constructs/tls';
import { IngressRoute, type IngressRouteProps, Middleware } from '../../../../lib/constructs/routing';
import { KubernetesService } from '../../../../lib/constructs/workload';
import { type Fix, service } from './fix';

const file = (text: string): string => `namespace: shop\n${text}\n`;
const middleware = (spec: object): Fix['broken'] => ({ middlewares: { one: spec } });
const match = 'Host(`a.example.com`)';

/** A program with a certificate in one namespace and a route with it in another. */
const apart =
  (namespace: string, own?: string): Fix['broken'] =>
  (chart) => {
    const other = new Chart(chart, 'other', { namespace });
    const certificate = new Certificate(other, 'tls', { issuer: { name: 'ca' }, namespace: own });
    route(chart, certificate);
  };

/** A program with a certificate for some names, and a route with another host. */
const named =
  (...dnsNames: string[]): Fix['broken'] =>
  (chart) =>
    route(chart, new Certificate(chart, 'tls', { issuer: { name: 'ca' }, dnsNames, hostsOfRoutes: false }));

/** A program with a route whose certificate is made, and named besides. */
const twice =
  (more: object): Fix['broken'] =>
  (chart) =>
    route(chart, { certificate: new Certificate(chart, 'tls', { issuer: { name: 'ca' } }), ...more });

function route(chart: Chart, tls: IngressRouteProps['tls']): void {
  const api = new KubernetesService(chart, 'api', { selector: { app: 'api' }, ports: { http: 80 } });
  new IngressRoute(chart, 'web', { entryPoints: ['websecure'], routes: [{ match, services: [api] }], tls });
}

/** What is wrong with a text, or has another form than the schema wants. */
export const textFixes: readonly Fix[] = [
  {
    rule: 'duplicate-key',
    says: 'Remove or rename one of them',
    broken: file('namespace: shop'),
    fixed: file(''),
  },
  {
    rule: 'invalid-alias',
    says: 'Mark the value that it means with "&nowhere"',
    broken: file('vars: { b: x, a: *nowhere }'),
    fixed: file('vars: { b: &nowhere x, a: *nowhere }'),
  },
  {
    rule: 'key-not-text',
    says: 'Quote it',
    broken: file('vars: { a: { 1: x } }'),
    fixed: file('vars: { a: { "1": x } }'),
  },
  {
    rule: 'invalid-merge',
    says: 'quote it',
    broken: file('existing: { secrets: { <<: 1, a: {} } }'),
    fixed: file('existing: { secrets: { "<<": {}, a: {} } }'),
  },
  {
    rule: 'inexact-number',
    says: 'Quote it',
    broken: file('vars: { id: 12345678901234567890 }'),
    fixed: file('vars: { id: "12345678901234567890" }'),
  },
  {
    rule: 'invalid-tag',
    says: 'Leave the tag out',
    broken: file('vars: { a: !Ref x }'),
    fixed: file('vars: { a: x }'),
  },
  {
    rule: 'wrong-type',
    says: 'Write ports: { http: 9000 }',
    broken: service({ ports: [9000] }),
    fixed: service({ ports: { http: 9000 } }),
  },
  {
    rule: 'unknown-field',
    says: 'Write "replicas"',
    broken: service({ replica: 2 }),
    fixed: service({ replicas: 2 }),
  },
  {
    rule: 'unknown-field',
    says: 'Write placement: { nodeSelector: { disktype: ssd } }.',
    broken: service({ nodeSelector: { disktype: 'ssd' } }),
    fixed: service({ placement: { nodeSelector: { disktype: 'ssd' } } }),
  },
  {
    rule: 'missing-field',
    says: 'Add "image"',
    broken: { services: { api: {} } },
    fixed: service({}),
  },
  {
    rule: 'not-allowed-value',
    says: 'Write "StatefulSet"',
    broken: service({ kind: 'Statefulset' }),
    fixed: service({ kind: 'StatefulSet' }),
  },
  {
    rule: 'wrong-pattern',
    says: '[1-9][0-9]?%',
    broken: service({ go: { memoryLimit: '80 %' } }),
    fixed: service({ go: { memoryLimit: '80%' } }),
  },
  {
    rule: 'out-of-range',
    says: 'at least 1 and at most 65535',
    broken: service({ ports: { http: 70_000 } }),
    fixed: service({ ports: { http: 65_535 } }),
  },
  {
    rule: 'wrong-length',
    says: 'Give at least 1 item',
    broken: service({ probes: { readiness: { exec: { command: [] } } } }),
    fixed: service({ probes: { readiness: { exec: { command: ['/healthcheck'] } } } }),
  },
  {
    rule: 'invalid-yaml',
    says: 'Indent with spaces',
    broken: file('vars:\n\ta: x'),
    fixed: file('vars:\n  a: x'),
  },
  {
    rule: 'unrenderable-object',
    says: 'Give plain data',
    broken: (chart) => void new Middleware(chart, 'one', { plugin: { log: { since: new Date(0) } } }),
    fixed: (chart) => void new Middleware(chart, 'one', { plugin: { log: { since: '1970' } } }),
  },
  {
    rule: 'two-kinds',
    says: 'Keep one of them',
    broken: middleware({ compress: {}, stripPrefix: { prefixes: ['/a'] } }),
    fixed: middleware({ stripPrefix: { prefixes: ['/a'] } }),
  },
  {
    rule: 'endless-value',
    says: 'without the part that leads back',
    broken: (chart) => {
      const option: Record<string, unknown> = { level: 'info' };
      option['self'] = option;
      new Middleware(chart, 'plugin', { plugin: { log: option } });
    },
    fixed: (chart) => void new Middleware(chart, 'plugin', { plugin: { log: { level: 'info' } } }),
  },
  {
    rule: 'host-not-covered',
    says: 'Add it to dnsNames',
    broken: named('b.example.com'),
    fixed: named('b.example.com', 'a.example.com'),
  },
  {
    rule: 'two-certificates',
    says: 'Leave secretName or the certificate out',
    broken: twice({ secretName: 'a' }),
    fixed: twice({}),
  },
  {
    rule: 'certificate-in-other-namespace',
    says: 'in the namespace of the routes',
    broken: apart('other'),
    fixed: apart('other', 'shop'),
  },
];
