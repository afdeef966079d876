import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import { rendererOf } from '../../../lib/tools/chart/renderer';

function made(): App {
  const app = new App();
  const chart = new Chart(app, 'web', { labels: { team: 'a', app: 'web' } });
  const spec = {
    zeta: { last: 1, first: [{ b: 1, a: null, '10': 1, '9': 2 }] },
    alpha: Lazy.any({ produce: () => ({ z: undefined, y: [[]], x: {} }) }),
  };
  const metadata = { annotations: { b: 'x', a: 'y' }, finalizers: ['f'] };
  new ApiObject(chart, 'x', { kind: 'X', apiVersion: 'example.com/v1', spec, metadata });
  new ApiObject(chart, 'y', { kind: 'Y', apiVersion: 'v1', status: {}, data: { size: 7 } });
  return app;
}

function written(): { readonly ours: readonly string[]; readonly itsOwn: readonly string[] } {
  const [objects = []] = rendererOf(made)({}, 'one').values();
  const constructs = made()
    .node.findAll()
    .filter((construct) => ApiObject.isApiObject(construct));
  return {
    ours: objects.map((object) => JSON.stringify(object)),
    itsOwn: constructs.map((construct) => JSON.stringify(construct.toJson())),
  };
}

afterEach(() => {
  delete process.env['CDK8S_DISABLE_SORT'];
});

test.each(['', 'yes'])(
  'objects of an app are what cdk8s writes, key by key, with sorting disabled: "%s"',
  (off) => {
    process.env['CDK8S_DISABLE_SORT'] = off;
    const { ours, itsOwn } = written();
    expect(ours).toHaveLength(2);
    expect(ours).toEqual(itsOwn);
    expect(ours[0]?.indexOf('zeta') ?? 0).toBeGreaterThan(0);
    expect((ours[0]?.indexOf('zeta') ?? 0) < (ours[0]?.indexOf('alpha') ?? 0)).toBe(off === 'yes');
  },
);
