import { only } from './support';

const base = [
  'namespace: shop',
  'domain: ${environment}.example.com',
  'issuer: { name: ca }',
  'vars: { tag: "${env:TAG:-v1}", networks: [10.0.0.0/8] }',
  'services:',
  '  web:',
  '    image: web:${tag}',
  '    args: [a, b]',
  'middlewares:',
  '  guard: { ipAllowList: { sourceRange: "${networks}" } }',
].join('\n');

describe('an environment', () => {
  it('hands out its namespace, domain, issuer and variables', () => {
    const environment = only(base);
    expect(environment).toMatchObject({ name: 'prod', namespace: 'shop', domain: 'prod.example.com' });
    expect(environment.issuer).toEqual({ name: 'ca' });
    expect(environment.vars).toEqual({ tag: 'v1', networks: ['10.0.0.0/8'] });
  });

  it('without a domain says so when it is asked for one', () => {
    expect(() => only('namespace: shop').domain).toThrow('The environment "prod" has no domain');
  });

  it('knows where each value was written', () => {
    const environment = only(base, 'services:\n  web:\n    args:\n      - c\n');
    expect(environment.locate(['services', 'web', 'image'])).toEqual({
      file: 'base.yaml',
      line: 7,
      column: 5,
    });
    expect(environment.locate(['services', 'web', 'args', 0])).toEqual({
      file: 'prod.yaml',
      line: 4,
      column: 9,
    });
  });

  it('places what is not there at what encloses it', () => {
    const environment = only(base);
    expect(environment.locate(['services', 'web', 'ports', 'http', 0])).toEqual(
      environment.locate(['services', 'web']),
    );
    expect(environment.locate(['nothing'])).toEqual({ file: 'base.yaml', line: 1, column: 1 });
    expect(environment.locate([])).toEqual({ file: 'base.yaml', line: 1, column: 1 });
  });

  it('knows which variables a value was made of', () => {
    const place = { file: 'base.yaml', line: 7, column: 5 };
    const tag = { name: 'tag', location: { file: 'base.yaml', line: 4, column: 9 } };
    const path = ['services', 'web', 'image'];
    expect(only(base, '', { TAG: 'v2' }).provenance(path)).toEqual({
      location: place,
      variables: [tag, { name: 'env:TAG' }],
    });
    expect(only(base).provenance(path)?.variables).toEqual([tag, { name: 'env:TAG (unset)' }]);
  });

  it('has no provenance for what is not there', () => {
    expect(only(base).provenance(['services', 'api'])).toBeUndefined();
    expect(only(base).provenance(['services', '__proto__'])).toBeUndefined();
  });

  it('lists the paths of all its values', () => {
    expect(only('namespace: a\nvars: { b: [1, { c: 2 }], d: {}, e: [] }').paths()).toEqual([
      ['namespace'],
      ['vars', 'b', 0],
      ['vars', 'b', 1, 'c'],
      ['vars', 'd'],
      ['vars', 'e'],
    ]);
  });
});
