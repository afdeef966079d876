import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { jsonOf } from '../../../lib/constructs/construct';

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
