import { Environments } from '../../../../lib';
import { chartOf, writeChart } from '../../../../lib/tools/chart';
import { synthesized } from '../program';
import { byIdentity, template, temporaryFolder, withHelm } from '../support';

const base = `namespace: shop
domain: \${environment}.example.com
services:
  shop: { image: "ghcr.io/acme/shop:1.4.2", ports: { http: 8080 } }
jobs:
  migrate:
    image: ghcr.io/acme/shop:1.4.2
    args: [migrate, up]
    dependsOn: [shop]
    config: { env: { DOMAIN: "\${domain}" }, files: { /etc/shop/a.yaml: "a: {{ 1 }}" } }
cronJobs:
  report: { image: "ghcr.io/acme/shop:1.4.2", schedule: "@daily" }
kubernetesServices:
  payments: { externalName: payments.example.com, ports: { https: 443 } }
  legacy: { selector: { app: legacy }, ports: { http: { port: 80, targetPort: 8080 }, grpc: 9000 } }
  vm: { addresses: [192.0.2.1], ports: { http: 8080 } }
namespaces:
  platform: { podSecurity: baseline }
objects:
  reader: { apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, rules: [] }
  headers: { apiVersion: traefik.io/v1alpha1, kind: Middleware, metadata: { namespace: platform }, spec: { compress: {} } }
  text: { apiVersion: v1, kind: ConfigMap, data: { a: "{{ b }}", domain: "\${domain}" } }
defaults:
  services: { networkPolicy: { scrape: monitoring }, labels: { team: a } }
  routes: { labels: { team: a } }
traefik:
  providers: { kubernetesCRD: { allowCrossNamespace: true, allowExternalNameServices: true, allowEmptyServices: true } }
routes:
  http:
    payments: { match: "Host(\`pay.\${domain}\`)", services: [payments], middlewares: [{ name: headers, namespace: platform }] }
    legacy: { match: "Host(\`legacy.\${domain}\`)", services: [{ name: legacy, port: grpc }] }
    vm: { match: "Host(\`vm.\${domain}\`)", services: [vm, legacy] }
`;

withHelm('what a chart offers no values for', () => {
  const folder = temporaryFolder();
  const environments = Environments.from(
    [
      { file: 'base.yaml', text: base },
      { file: 'dev.yaml', text: 'jobs: { migrate: { args: [migrate, down] } }\n' },
      { file: 'prod.yaml', text: 'cronJobs: { report: null }\n' },
    ],
    { variables: {} },
  );
  writeChart(folder, chartOf(environments, { name: 'shop' }));

  test.each(environments.map((environment) => [environment.name, environment] as const))(
    'is in it as in dist/%s',
    (name, environment) => {
      const rendered = template(folder, 'shop', '-f', `${folder}/values.${name}.yaml`);
      expect(byIdentity(rendered)).toEqual(byIdentity(synthesized(environment)));
    },
  );

  test('is as it is with a check of services before their start: the pods of a Job may never change', () => {
    const values = ['-f', `${folder}/values.dev.yaml`];
    const jobOf = (...args: readonly string[]): unknown =>
      template(folder, 'shop', ...values, ...args).find(({ kind }) => kind === 'Job');
    expect(jobOf('--set', 'initCheck.enabled=true')).toEqual(jobOf());
  });
});
