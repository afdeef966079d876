import type { Problem } from '../../../lib/core/finding';
import { objectsOf } from '../../../lib/core/manifest';
import { Inventory } from '../../../lib/check/cluster';
import { findings } from '../../../lib/check/rules';
import { FollowOn } from '../../../lib/check/rules/follow-on';
import { Told, ToldOfConstructs } from '../../../lib/check/rules/told';
import { unknownReference } from '../../../lib/check/rules/unknown-reference';

/** How often what is told, and what the objects have, was looked at. */
interface Work {
  reads: number;
}

/** The same thing, every look at a field of which is counted. */
function counted<T extends object>(thing: T, work: Work): T {
  return new Proxy(thing, {
    get(target, key): unknown {
      work.reads++;
      return Reflect.get(target, key);
    },
  });
}

const route = (index: number): string =>
  `{ match: "Host(\`h${index}.example.com\`)", kind: Rule, middlewares: [{ name: lost-${index} }], services: [{ name: gone-${index}, port: 80 }] }`;

const ingressRoute = (name: string, routes: readonly string[]): string =>
  `---\napiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: ${name}, namespace: shop }\nspec: { entryPoints: [web], routes: [${routes.join(', ')}] }\n`;

const indices = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** Objects with so many references that lead nowhere. */
const shapes = {
  'in objects of their own': (count: number) =>
    indices(count)
      .map((index) => ingressRoute(`r-${index}`, [route(index)]))
      .join(''),
  'in one object': (count: number) => ingressRoute('all', indices(count).map(route)),
};

/** What is found in objects about whose constructs something is told, and with how many looks at either. */
function checked(yaml: string, told: (construct: string, index: number) => readonly Problem[] = () => []) {
  const work: Work = { reads: 0 };
  const { objects, problems } = objectsOf(yaml, 'objects.yaml');
  expect(problems).toEqual([]);
  const placed = objects.map(({ object, locate }, index) =>
    counted({ object, locate, construct: `dev/c-${index}/object` }, work),
  );
  const ofConstructs = objects.flatMap((_, index) => told(`dev/c-${index}`, index));
  const found = findings(placed, {}, { told: ofConstructs.map((problem) => counted(problem, work)) });
  return { found, reads: work.reads };
}

describe.each(Object.entries(shapes))('references that lead nowhere, %s', (_, yamlOf) => {
  test('are each told once, and nothing that follows from them', () => {
    const { found } = checked(yamlOf(20));
    expect(found.filter(({ rule }) => rule === 'unknown-middleware')).toHaveLength(20);
    expect(found.filter(({ rule }) => rule === 'unknown-service')).toHaveLength(20);
    expect(found).toHaveLength(40);
  });

  test('are each looked at once, however much is asked of what follows from them', () => {
    const work: Work = { reads: 0 };
    const objects = objectsOf(yamlOf(60), 'objects.yaml').objects;
    const inventory = new Inventory(objects);
    const told = unknownReference(inventory).map((finding) => counted(finding, work));
    const followOn = new FollowOn(inventory, new Told(told, new ToldOfConstructs([])));
    const once = work.reads;
    expect(once).toBeLessThan(20 * told.length);
    for (const { placed, field } of unknownReference(inventory)) {
      expect(followOn.isTold(placed, field)).toBe(true);
      expect(
        followOn.unexplained(['middleware "shop-lost-7@kubernetescrd" does not exist'], placed, field),
      ).toEqual([]);
    }
    expect(work.reads).toBe(once);
  });
});

test('what constructs have told is found for their objects with work in proportion to both', () => {
  const told = (construct: string, index: number): readonly Problem[] => [
    {
      rule: 'unknown-middleware',
      severity: 'error',
      message: `There is no middleware "lost-${index}".`,
      construct,
      field: ['routes', 0, 'middlewares', 0],
    },
  ];
  const yamlOf = shapes['in objects of their own'];
  const once = checked(yamlOf(60), told);
  expect(once.found.map(({ rule }) => rule)).toEqual(indices(60).map(() => 'unknown-service'));
  expect(checked(yamlOf(120), told).reads).toBeLessThan(2.2 * once.reads);
});
