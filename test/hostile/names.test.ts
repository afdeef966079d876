import { type ApiObjectData, objectsOf } from '../../lib/core/manifest';
import { Environments, renderEnvironment } from '../../lib/project/environment';
import { DeliveryApp, EnvironmentStack, trafficModels } from '../../lib/project/stack';
import { TrafficModel } from '../../lib/traefik/model';
import { depth } from '../support/depth';
import { environment } from './environment';
import { crashes, names, renamings } from './names';

jest.setTimeout(600_000);

const shares = { inherited: depth(16, 1), others: depth(128, 32) };

const request = {
  url: 'https://a.example.com/v1/x?constructor=1',
  headers: { constructor: 'a', 'X-One': '1' },
};

/** The objects of an environment, after everything that is done with them. JSON is YAML, and keeps `__proto__`. */
function synthesize(tree: unknown): ApiObjectData[] {
  const file = { file: 'dev.yaml', text: JSON.stringify(tree) };
  const [environment] = Environments.from([file], { variables: {} });
  if (!environment) throw new Error('There is no environment.');
  renderEnvironment(environment, { format: 'yaml', provenance: true });
  const app = new DeliveryApp();
  new EnvironmentStack(app, environment);
  const objects = [...app.manifests().values()].flat();
  app.synthYaml();
  for (const model of trafficModels(app).values()) {
    model.exactRoutes();
    model.explain(request);
  }
  return objects;
}

/** What `routes` and `explain` do with objects. */
function observe(tree: unknown): void {
  const model = TrafficModel.from(
    objectsOf(JSON.stringify(tree), 'objects.json').objects.map(({ object }) => object),
  );
  model.exactRoutes();
  model.explain(request);
}

test('the environment in which names are changed is a right one', () => {
  expect(synthesize(environment).length).toBeGreaterThan(15);
});

test.each(names)(
  '%j as the name of anything in an environment works, or is refused with a message',
  (name) => {
    expect(crashes(renamings(environment), name, shares, synthesize).slice(0, 3)).toEqual([]);
  },
);

test.each(names)('%j as the name of an environment works, or is refused with a message', (name) => {
  const found = crashes([(other) => other], name, { inherited: 1, others: 1 }, (tree) => {
    const text = JSON.stringify(environment);
    for (const each of Environments.from([{ file: `${String(tree)}.yaml`, text }], { variables: {} })) {
      const app = new DeliveryApp();
      new EnvironmentStack(app, each);
      app.manifests();
    }
  });
  expect(found).toEqual([]);
});

describe('among objects', () => {
  const objects = { apiVersion: 'v1', kind: 'List', items: synthesize(environment) };

  test.each(names)('%j as the name of anything works, or is refused with a message', (name) => {
    expect(crashes(renamings(objects), name, shares, observe).slice(0, 3)).toEqual([]);
  });
});
