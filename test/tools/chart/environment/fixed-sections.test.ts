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
