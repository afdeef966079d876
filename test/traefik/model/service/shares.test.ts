import * as fc from 'fast-check';
import type { Service } from '../../../../lib/traefik/model/dynamic/configuration';
import { spread } from '../../../../lib/traefik/model/service/shares';

type Tested = { readonly config: Service };

/** A tree of weighted services over leaves with servers: `s0` is the root, children have higher numbers. */
const tree = fc
  .array(fc.array(fc.tuple(fc.nat(10), fc.integer({ min: 0, max: 5 })), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((nodes) => {
    const leaf = (name: string): readonly [string, Tested] => [
      `${name}@p`,
      {
        config: {
          loadBalancer: { servers: [{ url: 'http://x' }], passHostHeader: true },
          backend: { service: name, port: 80, scheme: 'http' },
        },
      },
    ];
    const inner = nodes.map((children, index) => {
      const services = children.map(([offset, weight]) => ({ name: `s${index + 1 + offset}`, weight }));
      return [`s${index}@p`, { config: { weighted: { services } } }] as const;
    });
    const leaves = Array.from({ length: 12 }, (_, index) => leaf(`s${nodes.length + index}`));
    return new Map<string, Tested>([...leaves, ...inner]);
  });

describe('the spread of requests over a tree of services', () => {
  it('always sums to one, with the part that finds no server', () => {
    fc.assert(
      fc.property(tree, (services) => {
        const { shares, unavailable } = spread(services, 's0@p');
        const total = shares.reduce((sum, { share }) => sum + share, unavailable);
        expect(total).toBeCloseTo(1, 9);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
