import { Chart } from 'cdk8s';
import { Construct, DependencyGroup } from 'constructs';
import * as fc from 'fast-check';
import { markDeploymentScope } from '../../../lib/constructs/construct';
import { DeliveryApp } from '../../../lib/project/stack';
import { configMap, problemsOf, rulesOf } from './support';

function names(app: DeliveryApp): string[] {
  return [...app.manifests().values()].flat().map(({ metadata }) => metadata.name);
}

test('objects come in the order in which they were made', () => {
  const app = new DeliveryApp();
  const chart = new Chart(app, 'a');
  for (const id of ['z', 'b', 'a']) configMap(chart, id);
  expect(names(app)).toEqual(['z', 'b', 'a']);
});

test('an object comes after what it depends on, and nothing else moves', () => {
  const app = new DeliveryApp();
  const chart = new Chart(app, 'a');
  const [first] = ['1a', '2b', '3c', '4d'].map((id) => configMap(chart, id));
  const third = chart.node.findChild('3c');
  first?.node.addDependency(third);
  expect(names(app)).toEqual(['3c', '1a', '2b', '4d']);
});

test('a construct that depends on another brings all of its objects after all of the other', () => {
  const app = new DeliveryApp();
  const chart = new Chart(app, 'a');
  const [early, late] = ['early', 'late'].map((id) => {
    const group = new Construct(chart, id);
    configMap(group, `${id}-1`);
    configMap(group, `${id}-2`);
    return group;
  });
  if (early && late) early.node.addDependency(new DependencyGroup(late));
  expect(names(app)).toEqual(['late-1', 'late-2', 'early-1', 'early-2']);
});

test('a chart that depends on one of its own objects applies the rest after it', () => {
  const app = new DeliveryApp();
  const chart = new Chart(app, 'a');
  configMap(chart, 'x');
  const group = new Construct(chart, 'group');
  configMap(group, 'y');
  const namespace = configMap(group, 'namespace');
  chart.node.addDependency(namespace);
  expect(names(app)).toEqual(['namespace', 'x', 'y']);
});

test('an object that depends on its own chart comes last', () => {
  const app = new DeliveryApp();
  const chart = new Chart(app, 'a');
  const last = configMap(chart, 'last');
  configMap(chart, 'x');
  last.node.addDependency(chart);
  expect(names(app)).toEqual(['x', 'last']);
});

describe('what cannot be ordered is told', () => {
  test('a circle, with its steps', () => {
    const app = new DeliveryApp();
    const chart = new Chart(app, 'a');
    const [x, y, z] = ['x', 'y', 'z'].map((id) => configMap(chart, id));
    if (x && y && z) {
      x.node.addDependency(y);
      y.node.addDependency(z);
      z.node.addDependency(x);
    }
    const [problem, ...others] = problemsOf(() => app.manifests());
    expect(others).toEqual([]);
    expect(problem?.rule).toBe('dependency-cycle');
    expect(problem?.message).toBe('Dependencies run in a circle: a/x on a/y, a/y on a/z, a/z on a/x.');
  });

  test('two charts, each with an object that the other wants first', () => {
    const app = new DeliveryApp();
    const [a, b] = ['a', 'b'].map((id) => new Chart(app, id));
    if (a && b) {
      configMap(a, 'x').node.addDependency(configMap(b, 'x1', { name: 'x1' }));
      configMap(b, 'y').node.addDependency(configMap(a, 'y1', { name: 'y1' }));
    }
    expect(rulesOf(() => app.manifests())).toEqual(['dependency-cycle']);
  });

  test('an object that depends on itself', () => {
    const app = new DeliveryApp();
    const object = configMap(new Chart(app, 'a'), 'x');
    object.node.addDependency(object);
    expect(problemsOf(() => app.manifests())).toMatchObject([{ rule: 'self-dependency', construct: 'a/x' }]);
  });

  test('a dependency on another app', () => {
    const [app, other] = [new DeliveryApp(), new DeliveryApp()];
    configMap(new Chart(app, 'a'), 'x').node.addDependency(configMap(new Chart(other, 'b'), 'y'));
    expect(rulesOf(() => app.manifests())).toEqual(['foreign-dependency']);
  });
});

describe('files', () => {
  test('have no index where their names alone give the order', () => {
    const app = new DeliveryApp();
    const [a, b] = ['a', 'b'].map((id) => new Chart(app, id));
    if (a && b) configMap(b, 'x').node.addDependency(configMap(a, 'y'));
    expect([...app.manifests().keys()]).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);
  });

  test('have an index in front where kubectl would otherwise apply them in another order', () => {
    const app = new DeliveryApp();
    const dev = new Chart(app, 'dev');
    markDeploymentScope(dev);
    const [a, b, c] = ['a', 'b', 'c'].map((id) => new Chart(dev, id));
    if (a && b && c) {
      configMap(a, 'x').node.addDependency(b);
      configMap(b, 'y');
      configMap(c, 'z');
    }
    configMap(new Chart(app, 'elsewhere'), 'w');
    expect([...app.manifests().keys()]).toEqual([
      'dev/0000-b.k8s.yaml',
      'dev/0001-a.k8s.yaml',
      'dev/0002-c.k8s.yaml',
      'elsewhere.k8s.yaml',
    ]);
    expect(app.charts.map(({ node }) => node.path)).toEqual(['dev', 'dev/b', 'dev/a', 'dev/c', 'elsewhere']);
  });
});

describe('any number of dependencies stays linear', () => {
  test('a chain of 10 000 objects', () => {
    const app = new DeliveryApp();
    const chart = new Chart(app, 'a');
    const objects = Array.from({ length: 10_000 }, (_, index) => configMap(chart, `o${index}`));
    objects.forEach((object, index) => {
      const next = objects[index + 1];
      if (next) object.node.addDependency(next);
    });
    expect(names(app)[0]).toBe('o9999');
  });

  test('a chain of 500 charts of ten objects, and diamonds in layers, which stock cdk8s does not finish', () => {
    const app = new DeliveryApp();
    const charts = Array.from({ length: 500 }, (_, index) => new Chart(app, `c${index}`));
    charts.forEach((chart, index) => {
      for (let each = 0; each < 10; each++) configMap(chart, `o${index}-${each}`);
      for (const before of charts.slice(Math.max(index - 3, 0), index)) before.addDependency(chart);
    });
    expect(names(app)[0]).toBe('o499-0');
  });
});

test('whatever the dependencies, each object comes after those it depends on', () => {
  const edges = fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 60 });
  fc.assert(
    fc.property(edges, (pairs) => {
      const app = new DeliveryApp();
      const charts = Array.from({ length: 4 }, (_, index) => new Chart(app, `c${index}`));
      // An edge goes from a later object to an earlier one, so there is no circle, not of charts either.
      const objects = charts.flatMap((chart, index) =>
        Array.from({ length: 5 }, (_, each) => configMap(chart, `o${index * 5 + each}`)),
      );
      for (const [a, b] of pairs) {
        if (a !== b)
          objects[Math.min(a, b)]?.node.addDependency(...objects.slice(Math.max(a, b)).slice(0, 1));
      }
      const asKubectlGoes = [...app.manifests()]
        .toSorted(([left], [right]) => (left < right ? -1 : 1))
        .flatMap(([, objects]) => objects.map(({ metadata }) => metadata.name));
      for (const order of [names(app), asKubectlGoes]) {
        const positions = new Map(order.map((name, index) => [name, index]));
        for (const [a, b] of pairs.filter(([one, other]) => one !== other)) {
          const [source, target] = [Math.min(a, b), Math.max(a, b)].map((each) => positions.get(`o${each}`));
          expect(source).toBeGreaterThan(target ?? Infinity);
        }
      }
    }),
    { seed: 20261122, numRuns: 100 },
  );
});
