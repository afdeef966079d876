import { type App, Chart } from 'cdk8s';
import { isPlainMap, valueAt } from '../../../lib/core/base';
import { type GoRuntimeSpec, GoService } from '../../../lib';
import { DeliveryApp } from '../../../lib/project/stack';

/** The spec of the pods of a service with this `go`. */
function podOf(go: GoRuntimeSpec, name = 'orders', app: App = new DeliveryApp()): unknown {
  const chart = new Chart(app, 'shop');
  const image = 'example.com/orders:1.0.0';
  new GoService(chart, name, { image, go, initContainers: { migrate: { command: ['/migrate'] } } });
  const objects = app instanceof DeliveryApp ? [...app.manifests().values()].flat() : [];
  const deployment = objects.find(({ kind }) => kind === 'Deployment');
  return valueAt(deployment, 'spec', 'template', 'spec');
}

const namesIn = (pod: unknown, key: string): readonly unknown[] => {
  const items = valueAt(pod, key);
  return Array.isArray(items) ? items.map((item: unknown) => valueAt(item, 'name')) : [];
};

describe('The check before start', () => {
  it('is an init container before all others that has the image of the service as a volume', () => {
    const pod = podOf({ check: { minVersion: '1.26' } });
    expect(namesIn(pod, 'initContainers')).toEqual(['init-check', 'migrate']);
    expect(valueAt(pod, 'initContainers')).toMatchObject([
      {
        image: 'golang:1.25-alpine',
        env: [{ name: 'MIN_VERSION', value: '1.26' }, { name: 'GOTOOLCHAIN' }],
        volumeMounts: [{ name: 'init-check', mountPath: '/image', readOnly: true }],
      },
      {},
    ]);
    const volumes = valueAt(pod, 'volumes');
    expect(Array.isArray(volumes) ? volumes.at(-1) : undefined).toEqual({
      name: 'init-check',
      image: { reference: 'example.com/orders:1.0.0' },
    });
    expect(isPlainMap(pod)).toBe(true);
  });

  it('is not there unless somebody asks for it', () => {
    expect(namesIn(podOf({}), 'initContainers')).toEqual(['migrate']);
  });

  it('leaves its name to no other container', () => {
    expect(() => podOf({ check: {} }, 'init-check')).toThrow(/init-check/);
  });
});
