import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, type Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { GoService, type GoServiceProps } from '../../../../lib/constructs/workload';
import { TLSOption } from '../../../../lib/constructs/tls';
import { Environments } from '../../../../lib/project/environment';
import { DeliveryApp, EnvironmentStack, trafficModelAt } from '../../../../lib/project/stack';
import { environmentText } from '../../../check/release/support';
import type { Fix } from './fix';

const certificate = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

/** A ConfigMap of a chart. */
function object(chart: Chart, id: string, more: object = {}): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, ...more });
}

/** An object of a kind whose schema nobody has told. */
function limit(chart: Chart, most: unknown): void {
  object(chart, 'limit', { apiVersion: 'example.com/v1', kind: 'Limit', spec: { most } });
}

/** A service that an autoscaler of cdk8s-plus scales. */
function scaled(chart: Chart, more: Partial<GoServiceProps>): void {
  const target = new GoService(chart, 'api', {
    image: 'ghcr.io/acme/api:1.0.0',
    ports: { http: 8080 },
    ...more,
  });
  new kplus.HorizontalPodAutoscaler(chart, 'scaling', { target, maxReplicas: 5 });
}

/** Clients that show a certificate of an authority whose Secret is in a namespace. */
function clientsOf(chart: Chart, namespace: string): void {
  const ca = new kplus.Secret(chart, 'ca', {
    metadata: { name: 'ca', namespace },
    stringData: { 'ca.crt': certificate },
  });
  new TLSOption(chart, 'mtls', {
    clientAuth: { secretNames: [ca], clientAuthType: 'RequireAndVerifyClientCert' },
  });
}

/** The stacks of environments, each with a service `web`, in the app of a chart. */
function stacks(chart: Chart, ...names: readonly string[]): readonly EnvironmentStack[] {
  const text = `namespace: shop\nservices: { web: { image: 'example.com/web:1', ports: { http: 80 } } }\n`;
  const files = names.map((name) => ({ file: `${name}.yaml`, text }));
  const read = Environments.from(files, { variables: {} });
  return [...read].map((environment) => new EnvironmentStack(App.of(chart), environment));
}

/** A release of a service of two pods, the next version of which has a number of its own. */
function released(pods: number): void {
  const outdir = mkdtempSync(join(tmpdir(), 'released-'));
  try {
    const app = new DeliveryApp({ outdir });
    const files = [{ file: 'prod.yaml', text: environmentText('{ version: v2 }') }];
    for (const environment of Environments.from(files, { variables: {} })) {
      const { next } = new EnvironmentStack(app, environment).releases.get('web');
      next.deployment?.addJsonPatch(JsonPatch.replace('/spec/replicas', pods));
    }
    app.synth();
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Each of two objects, and the file of each of two charts, wants the other one first. */
function circle(chart: Chart, isBroken: boolean): void {
  const [x, y] = [object(chart, 'x'), object(chart, 'y')];
  x.node.addDependency(y);
  if (isBroken) y.node.addDependency(x);
}

/** What is wrong with programs beside their environment files. */
export const programFixes: readonly Fix[] = [
  {
    rule: 'two-autoscalers',
    says: 'Keep one of them',
    broken: (chart) => scaled(chart, { autoscaling: { maxReplicas: 4 } }),
    fixed: (chart) => scaled(chart, {}),
  },
  {
    rule: 'failed-validation',
    says: 'Do what its message says',
    broken: (chart) => new kplus.Ingress(chart, 'empty'),
    fixed: (chart) => {
      const service = new kplus.Service(chart, 'web', { ports: [{ port: 80 }] });
      new kplus.Ingress(chart, 'empty').addRule('/', kplus.IngressBackend.fromService(service));
    },
  },
  {
    rule: 'self-dependency',
    says: 'Remove the dependency',
    broken: (chart) => {
      const own = object(chart, 'x');
      own.node.addDependency(own);
    },
    fixed: (chart) => object(chart, 'x'),
  },
  {
    rule: 'foreign-dependency',
    says: 'Depend on a construct of the same app',
    broken: (chart) => object(chart, 'x').node.addDependency(new DeliveryApp()),
    fixed: (chart) => object(chart, 'x').node.addDependency(object(chart, 'y')),
  },
  {
    rule: 'dependency-cycle',
    says: 'Remove one of these dependencies',
    broken: (chart) => circle(chart, true),
    fixed: (chart) => circle(chart, false),
  },
  {
    rule: 'secret-in-other-namespace',
    says: 'Put both into one namespace',
    broken: (chart) => clientsOf(chart, 'edge'),
    fixed: (chart) => clientsOf(chart, 'shop'),
  },
  {
    rule: 'unknown-part',
    says: /^Did you mean "web"\?$/,
    broken: (chart) => stacks(chart, 'prod').map((stack) => stack.services.get('wbe')),
    fixed: (chart) => stacks(chart, 'prod').map((stack) => stack.services.get('web')),
  },
  {
    rule: 'several-environments',
    says: 'Name one of them: its EnvironmentStack',
    broken: (chart) => (stacks(chart, 'dev', 'prod'), trafficModelAt(App.of(chart))),
    fixed: (chart) => stacks(chart, 'dev', 'prod').map((stack) => trafficModelAt(stack)),
  },
  {
    rule: 'not-plain-data',
    says: 'Give text',
    broken: (chart) => (limit(chart, 2 ** 60), App.of(chart).synthYaml()),
    fixed: (chart) => (limit(chart, String(2 ** 60)), App.of(chart).synthYaml()),
  },
  {
    rule: 'release-over-capacity',
    says: 'Let it have as many pods as the service has',
    broken: () => released(1),
    fixed: () => released(2),
  },
];
