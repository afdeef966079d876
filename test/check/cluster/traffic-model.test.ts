import { ApiObject, Chart } from 'cdk8s';
import { DeliveryApp } from '../../../lib/project/stack';

test('an Ingress of a program that says nothing of its Traefik is looked at like any route', () => {
  const app = new DeliveryApp();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new ApiObject(chart, 'web', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'web',
      annotations: { 'traefik.ingress.kubernetes.io/router.middlewares': 'strip@kubernetescrd' },
    },
    spec: {
      rules: [
        {
          host: 'a.example.com',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } },
            ],
          },
        },
      ],
    },
  });
  new ApiObject(chart, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { ports: [{ port: 80 }] },
  });
  expect(() => app.manifests()).toThrow(/shop\/web.*router\.middlewares[^]*strip@kubernetescrd/);
});
