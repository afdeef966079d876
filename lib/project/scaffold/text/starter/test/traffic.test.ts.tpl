import { trafficModels } from 'cdk8s-traefik';
import 'cdk8s-traefik/testing';
import { build } from '../app';

const models = trafficModels(build());

describe.each([
  ['dev', 'dev.@domain@'],
  ['staging', 'staging.@domain@'],
  ['prod', '@domain@'],
])('%s', (environment, domain) => {
  const traffic = models.get(environment) ?? [];

  test('serves web under its own host', () => {
    expect(traffic).toRoute(`https://${domain}/get`).to('@name@/web', { port: 80, path: '/get' });
    expect(traffic).toAnswer(`https://other.${domain}/get`, 404);
  });

  test('sends plain HTTP to HTTPS', () => {
    expect(traffic).toAnswer(`http://${domain}/a?b`, 301, `https://${domain}/a?b`);
  });
});
