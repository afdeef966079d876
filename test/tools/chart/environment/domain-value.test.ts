import { join } from 'node:path';
import { type Environment, Environments } from '../../../../lib';
import { chartOf, writeChart } from '../../../../lib/tools/chart';
import { synthesized } from '../program';
import { byIdentity, failureOf, template, temporaryFolder, withHelm } from '../support';

const environmentsOf = (domain: string, more = ''): readonly Environment[] =>
  Environments.from(
    [
      {
        file: 'base.yaml',
        text: `namespace: shop
domain: ${domain}
vars: { url: "https://web.\${domain}/" }
services:
  web:
    image: ghcr.io/acme/web:1
    ports: { http: 8080 }
    args: [--host, "web.\${domain}"]
    env: { URL: "\${url}", OTHER: example.org }
    annotations: { home: "\${url}" }
    config: { files: { /etc/web/a.yaml: "domain: \${domain}" } }
middlewares: { cors: { headers: { accessControlAllowOriginList: ["\${url}"] } } }
issuer: { name: ca }
certificates: { web: {} }
routes:
  http:
    web: { match: "Host(\`web.\${domain}\`)", middlewares: [cors], services: [web], tls: { certificate: web } }
${more}`,
      },
      { file: 'prod.yaml', text: '{}\n' },
    ],
    { variables: {} },
  );

withHelm('the domain of an environment', () => {
  const folder = temporaryFolder();
  writeChart(folder, chartOf(environmentsOf('example.org'), { name: 'shop' }));
  const values = ['-f', join(folder, 'values.prod.yaml')];

  test('is a value: another one gives what environment files with another one give', () => {
    const rendered = template(folder, 'shop', ...values, '--set', 'domain=branch-7.example.com');
    const [expected] = environmentsOf('branch-7.example.com');
    if (!expected) throw new Error('there is no environment');
    const objects = byIdentity(synthesized(expected));
    // What environment files have without a variable stays.
    const text = JSON.stringify(byIdentity(rendered));
    expect(text).toContain('"value":"example.org"');
    expect(byIdentity(rendered)).toEqual(objects);
  });

  test('is what a domain can be', () => {
    const set = ['--set', 'domain=`) || Host(`evil.example'];
    expect(failureOf('template', 'r', folder, ...values, ...set)).toContain('/domain');
  });

  test('is no value where something follows from it that is fixed', () => {
    const jobs = 'jobs: { migrate: { image: "a/b:1", args: ["${domain}"] } }\n';
    const files = chartOf(environmentsOf('example.org', jobs), { name: 'shop' });
    expect(files.get('values.yaml')).not.toMatch(/^domain:/m);
    expect(files.get('README.md')).toContain('- `domain`: ');
  });
});
