import { type ClusterFacts, Inventory } from '../../../lib/check/cluster';

type KnownObject = NonNullable<ClusterFacts['existing']>[number];

const secret = (name: string, namespace?: string): KnownObject => ({
  kind: 'Secret',
  name,
  ...(namespace !== undefined && { namespace }),
});

test('what exists in any namespace is found in each, and what exists in one only there', () => {
  const inventory = new Inventory([], { existing: [secret('anywhere'), secret('here', 'shop')] });
  expect(inventory.existing('Secret', 'shop', 'anywhere')).toEqual(secret('anywhere'));
  expect(inventory.existing('Secret', 'shop', 'here')).toEqual(secret('here', 'shop'));
  expect(inventory.existing('Secret', 'blog', 'here')).toBeUndefined();
  expect(inventory.namespaceOf('Secret', 'here')).toBe('shop');
  expect(inventory.namespaceOf('Secret', 'anywhere')).toBeUndefined();
});

test('of two declarations of one name the first is meant', () => {
  const [first, second] = [secret('tls'), secret('tls', 'shop')];
  expect(new Inventory([], { existing: [first, second] }).existing('Secret', 'shop', 'tls')).toBe(first);
  expect(new Inventory([], { existing: [second, first] }).existing('Secret', 'shop', 'tls')).toBe(second);
});

test('a misspelt name is looked for in its namespace and among what exists in any', () => {
  const inventory = new Inventory([], { existing: [secret('wildcard'), secret('login', 'shop')] });
  expect(inventory.nearestName('Secret', 'shop', 'wildcart')).toBe('wildcard');
  expect(inventory.nearestName('Secret', 'shop', 'logim')).toBe('login');
  expect(inventory.nearestName('Secret', 'blog', 'logim')).toBeUndefined();
});

/** How often objects are looked at while each of so many namespaces asks for one of the same name. */
function reads(count: number): number {
  let work = 0;
  const existing = Array.from({ length: count }, (_, index) => ({
    kind: 'Secret' as const,
    name: 'login',
    get namespace(): string {
      work++;
      return `n-${index}`;
    },
  }));
  const inventory = new Inventory([], { existing });
  for (let index = 0; index < count; index++) {
    expect(inventory.existing('Secret', `n-${index}`, 'login')).toBeDefined();
    expect(inventory.existing('Secret', `m-${index}`, 'login')).toBeUndefined();
    expect(inventory.nearestName('Secret', `n-${index}`, 'logim')).toBe('login');
    expect(inventory.namespaceOf('Secret', 'login')).toBe('n-0');
  }
  return work;
}

test('names in many namespaces are found with work in proportion to their number', () => {
  expect(reads(200)).toBeLessThan(2.2 * reads(100));
});

test('what the API server refuses for its kind is not among the objects, and no reference finds it', () => {
  const placed = (apiVersion: string, kind: string, name: string) => ({
    object: { apiVersion, kind, metadata: { name, namespace: 'shop' } },
    locate: () => undefined,
  });
  const taken = placed('traefik.io/v1alpha1', 'Middleware', 'taken');
  const refused = [
    placed('traefik.io/v1', 'Middleware', 'newer'),
    placed('traefik.io/v1alpha1', 'Middlewares', 'many'),
  ];
  const inventory = new Inventory([taken, ...refused]);
  expect(inventory.objects).toEqual([taken]);
  expect(inventory.refused.map(({ placed: each }) => each)).toEqual(refused);
  expect(inventory.made('Middleware', 'shop', 'taken')).toBe(taken);
  expect(inventory.made('Middleware', 'shop', 'newer')).toBeUndefined();
  expect(inventory.nearestName('Middleware', 'shop', 'newe')).toBeUndefined();
});
