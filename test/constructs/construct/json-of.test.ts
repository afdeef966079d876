import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { jsonOf, plainJsonOf } from '../../../lib/constructs/construct';
import { canonicalValue } from '../../../lib/core/manifest';

const made = (spec: object, app = new App()): ApiObject =>
  new ApiObject(new Chart(app, 'web', { namespace: 'shop', labels: { team: 'a' } }), 'raw', {
    apiVersion: 'example.com/v1',
    kind: 'Raw',
    metadata: { name: 'raw', annotations: { note: 'b' } },
    spec,
  });

class Port {
  constructor(readonly value: number) {}
}

describe('an object is what cdk8s makes of it', () => {
  test.each<[string, object]>([
    ['plain data', { b: [1, { c: 'x' }], a: { d: true, e: [] } }],
    ['keys without a value', { a: undefined, b: null, c: { d: null } }],
    ['lists with nothing in a place', { a: [1, null, 2] }],
    ['values that are made late', { a: Lazy.any({ produce: () => ({ b: [1], c: undefined }) }) }],
    ['late values within late values', { a: Lazy.any({ produce: () => [Lazy.any({ produce: () => 2 })] }) }],
    ['values of classes', { port: new Port(80) }],
    ['values that resolve themselves', { a: { resolve: () => 'resolved' } }],
  ])('with %s', (_, spec) => {
    const object = made(spec);
    expect(jsonOf(object)).toEqual(object.toJson());
  });

  test.each<[string, Record<string, unknown>]>([
    ['nothing but a name', { name: 'raw' }],
    ['empty labels and lists', { name: 'raw', labels: {}, annotations: {}, finalizers: [], generation: 0 }],
    ['what is not said', { name: 'raw', labels: { a: undefined, b: null, c: '' }, uid: null }],
    [
      'finalizers, and fields of its own',
      { name: 'raw', finalizers: ['a', 'b'], deletion: { after: { n: [1, {}] } } },
    ],
    ['owners', { name: 'raw', ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'a', uid: '1' }] }],
    ['a value that is made late', { name: 'raw', labels: { a: Lazy.any({ produce: () => 'late' }) } }],
  ])('with metadata of %s', (_, metadata) => {
    const object = new ApiObject(new Chart(new App(), 'web'), 'raw', {
      apiVersion: 'v1',
      kind: 'Raw',
      metadata,
    });
    expect(jsonOf(object)).toEqual(object.toJson());
    object.metadata.addLabel('late', 'x');
    object.metadata.add('more', 'y');
    expect(jsonOf(object)).toEqual(object.toJson());
  });

  test('in canonical order, whatever the order of its keys', () => {
    const object = made({ z: 1, name: 'a', b: { y: 1, x: 2 } });
    expect(JSON.stringify(plainJsonOf(object))).toBe(JSON.stringify(canonicalValue(object.toJson())));
  });

  test('or left to cdk8s where it holds itself, or is far too deep', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const late: Lazy = Lazy.any({ produce: () => late });
    const metadata = { name: 'raw', circle };
    const objects = [
      made(circle),
      made({ late }),
      new ApiObject(new Chart(new App(), 'web'), 'raw', { apiVersion: 'v1', kind: 'Raw', metadata }),
    ];
    expect(objects.map(plainJsonOf)).toEqual([undefined, undefined, undefined]);
  });

  test('after patches, and by the resolvers of its app', () => {
    const patched = made({ port: 1 });
    patched.addJsonPatch(JsonPatch.replace('/spec/port', 80));
    const replacing = new App({
      resolvers: [{ resolve: (context) => void (context.value === 'x' && context.replaceValue('y')) }],
    });
    expect([jsonOf(patched), jsonOf(made({ a: 'x' }, replacing))]).toMatchObject([
      { spec: { port: 80 } },
      { spec: { a: 'y' } },
    ]);
  });

  test('and told with its place where it cannot be made', () => {
    const fails = Lazy.any({
      produce: () => {
        throw new Error('there is none');
      },
    });
    expect(() => jsonOf(made({ fails }))).toThrow("at path 'web/raw' with name 'raw': Error: there is none");
  });
});
