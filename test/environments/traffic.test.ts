import { DeliveryApp, EnvironmentStack, Environments, trafficModels } from '../../lib';
import '../../lib/testing';

const app = new DeliveryApp();
for (const environment of Environments.load('environments', { variables: {} })) {
  new EnvironmentStack(app, environment);
}
const models = trafficModels(app);

/** The traffic of an environment, as its Traefik would route it. */
function traffic(environment: string) {
  const model = models.get(environment);
  if (!model) throw new Error(`no environment ${environment}`);
  return model;
}

describe.each([
  ['dev', 'dev.shop.example.com', '192.168.1.1'],
  ['staging', 'staging.shop.example.com', '10.1.1.1'],
  ['prod', 'shop.example.com', '10.20.1.1'],
])('%s', (environment, domain, insider) => {
  test('serves httpbin under its own host, and below /v1/ of the gateway', () => {
    expect(traffic(environment))
      .toRoute(`https://httpbin.${domain}/get`)
      .to('shop/httpbin', { port: 80, path: '/get' });
    expect(traffic(environment)).toRoute(`https://api.${domain}/v1/get`).to('shop/httpbin', { path: '/get' });
    expect(traffic(environment)).toAnswer(`https://api.${domain}/v2/get`, 404);
  });

  test('sends plain HTTP to HTTPS', () => {
    for (const host of ['httpbin', 'dex', 'git']) {
      expect(traffic(environment)).toAnswer(
        `http://${host}.${domain}/a?b`,
        301,
        `https://${host}.${domain}/a?b`,
      );
    }
  });

  test('keeps the administration of Gitea to known networks, and asks them who they are', () => {
    const admin = `https://git.${domain}/-/admin/users`;
    expect(traffic(environment)).toAnswer({ url: admin, clientIp: '203.0.113.7' }, 403);
    expect(traffic(environment)).toAnswer({ url: admin, clientIp: insider }, 401);
    expect(traffic(environment)).toRoute(`https://git.${domain}/user/login`).to('shop/gitea', { port: 3000 });
  });

  test('reaches NATS by its name over TLS only, and SSH as it comes', () => {
    expect(traffic(environment)).toRoute(`tls://nats.${domain}:4222`).to('shop/nats', { port: 4222 });
    expect(traffic(environment)).not.toRoute(`tcp://nats.${domain}:4222`);
    expect(traffic(environment)).toRoute(`tcp://git.${domain}:2222`).to('shop/gitea', { port: 2222 });
  });

  test('never shows metrics and monitoring', () => {
    expect(traffic(environment)).not.toRoute(`https://telemetry.${domain}/metrics`);
    expect(traffic(environment)).not.toRoute(`http://dex.${domain}:8000/metrics`);
  });
});

test('gRPC of dex is h2c, and in production for known clients only', () => {
  const call = 'POST https://dex-grpc.dev.shop.example.com/api.Dex/GetVersion';
  expect(traffic('dev'))
    .toRoute({ method: 'POST', url: call.slice(5), clientIp: '10.0.0.1' })
    .to('shop/dex', { port: 5557, scheme: 'h2c' });
  const found = traffic('prod').explain({
    url: 'https://dex-grpc.shop.example.com/api.Dex/GetVersion',
    clientIp: '10.20.0.1',
  });
  expect(found.tls?.options).toBe('shop-mtls@kubernetescrd');
});
