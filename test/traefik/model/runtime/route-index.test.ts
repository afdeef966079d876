import * as fc from 'fast-check';
import { type RequestLine, parseRule, receiveHttp } from '../../../../lib/traefik/rule';
import { RouteIndex } from '../../../../lib/traefik/model/runtime/route-index';

const host = fc.constantFrom(
  'a.test',
  'b.test',
  'A.TEST',
  'www.a.test',
  '*.a.test',
  '*.test',
  '*',
  'a.test.',
  'test',
  '*.',
  'a',
);
const path = fc.constantFrom('/', '/a', '/a/', '/a/b', '/api', '/ä', '/a%2Fb');

const matcher = fc.oneof(
  host.map((name) => `Host(\`${name}\`)`),
  path.map((prefix) => `PathPrefix(\`${prefix}\`)`),
  path.map((exact) => `Path(\`${exact}\`)`),
  fc.constantFrom('Method(`GET`)', 'HostRegexp(`a`)', 'PathRegexp(`b$`)', 'Query(`q`)', 'Header(`X`, `1`)'),
);

const rule = fc
  .array(fc.tuple(matcher, fc.boolean(), fc.constantFrom(' && ', ' || ')), { minLength: 1, maxLength: 5 })
  .map((parts) =>
    parts.map(
      ([text, isNegated, operator], index) => (index > 0 ? operator : '') + (isNegated ? '!' : '') + text,
    ),
  )
  .map((parts) => parts.join(''))
  .chain((text) => fc.constantFrom(text, `(${text}) && Host(\`a.test\`)`, `!(${text}) || Path(\`/a\`)`));

const request: fc.Arbitrary<RequestLine> = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  url: fc
    .tuple(
      fc.constantFrom(
        'a.test',
        'b.test',
        'A.test:80',
        'www.a.test',
        'x.www.a.test',
        'a.test.',
        'a',
        '',
        'test',
      ),
      fc.constantFrom('/', '/a', '/a/b', '/apiary', '/%C3%A4', '/a%2Fb', '/b?q'),
    )
    .map(([name, target]) => `http://${name}${target}`),
});

describe('the index of routes', () => {
  it('finds what the plain list finds, in the same order', () => {
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 12 }), request, (texts, line) => {
        const routes = texts.map((text, position) => ({ position, rule: parseRule(text) }));
        const received = receiveHttp(line);
        fc.pre(received !== undefined);
        const plain = routes.filter((route) => route.rule.takes(received));
        const index = new RouteIndex(routes);
        expect(index.matches(received).map(({ position }) => position)).toEqual(
          plain.map(({ position }) => position),
        );
        expect(index.first(received)?.position).toBe(plain[0]?.position);
      }),
      { seed: 5, numRuns: 3000 },
    );
  });
});
