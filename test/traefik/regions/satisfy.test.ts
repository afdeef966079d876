import * as fc from 'fast-check';
import { type Formula, budget, hasRequest, satisfy } from '../../../lib/traefik/regions';
import { type Rule, type RuleNode, parseRule } from '../../../lib/traefik/rule';
import { depth } from '../../support/depth';

const seed = 20261127;

/** Decides whether some request matches all of the first rules and none of the others, and proves its answer. */
function decide(match: readonly string[], miss: readonly string[] = [], scheme = 'https'): string {
  const protocol = scheme === 'tcp' || scheme === 'tls' ? 'tcp' : 'http';
  const read = (text: string): Rule => parseRule(text, { protocol });
  const [wanted, unwanted] = [match.map(read), miss.map(read)];
  const formula: Formula = {
    kind: 'all',
    of: [
      ...wanted.map(({ tree }) => tree),
      ...unwanted.map(({ tree }) => ({ kind: 'none' as const, of: tree })),
    ],
  };
  const answer = satisfy(formula, scheme);
  // Whether there is a request is the same question.
  expect(hasRequest(formula)).toBe(typeof answer === 'string' ? answer : 'some');
  if (typeof answer === 'string') return answer;
  const { request } = answer;
  const wrong = [
    ...wanted.filter((rule) => !rule.matches(request)),
    ...unwanted.filter((rule) => rule.matches(request)),
  ];
  if (wrong.length > 0)
    throw new Error(`${JSON.stringify(request)} is no witness: ${wrong.map(({ text }) => text).join(', ')}`);
  return 'some';
}

test('where any other host than some will do, the request is one that clients can send', () => {
  const { tree } = parseRule('!Host(`a.com`) && !HostRegexp(`^b`)', { protocol: 'http' });
  expect(satisfy(tree, 'https')).toEqual({ request: { method: 'GET', url: 'https://example.com/' } });
  const { tree: stream } = parseRule('!HostSNI(`a.com`)', { protocol: 'tcp' });
  expect(satisfy(stream, 'tls')).toMatchObject({ request: { sni: 'example.com' } });
});

describe('a request that two rules share is found, or there is none', () => {
  test.each<[string, string[], string[]?]>([
    ['some', ['Host(`a.com`)', 'PathPrefix(`/a`)']],
    ['none', ['Host(`a.com`)', 'Host(`b.com`)']],
    ['some', ['Host(`*.a.com`)', 'Host(`x.a.com`)']],
    ['none', ['Host(`*.a.com`)', 'Host(`a.com`)']],
    ['some', ['Host(`a.com`)', 'Host(`A.com.`)']],
    ['some', ['Host(`a.com`)', 'HostRegexp(`m$`)']],
    ['some', ['Host(`a.com.`)', 'Host(`a.com..`)'], ['Host(`a.com`)']],
    ['none', ['Host(`*.a.com`)', 'Host(`x.y.a.com`)']],
    ['none', ['Path(`/a`)', 'PathPrefix(`/a/`)']],
    ['some', ['PathRegexp(`^/v[0-9]+/`)', 'PathRegexp(`/users$`)']],
    ['none', ['PathRegexp(`^/v[0-9]+$`)', 'PathRegexp(`x`)']],
    ['some', ['PathRegexp(`(?i)^/ADMIN`)'], ['PathPrefix(`/ADMIN`)', 'PathPrefix(`/admin`)']],
    ['none', ['PathRegexp(`^/admin`)'], ['PathPrefix(`/admin`)']],
    ['none', ['PathPrefix(`/admin`)'], ['PathRegexp(`^/admin`)']],
    ['some', ['HostRegexp(`^[a-z]+\\.com$`)', 'HostRegexp(`^x`)'], ['Host(`x.com`)']],
    ['none', ['HostRegexp(`^A`)']],
    ['some', ['HostRegexp(`^$`)', 'Host(`a.com`)']],
    ['none', ['PathPrefix(`/%61dmin`)']],
    ['some', ['PathPrefix(`/a b`)']],
    ['some', ['Path(`/what?`)']],
    ['some', ['Path(`/a%2Fb`)']],
    ['none', ['Path(`/a#b`)']],
    ['some', ['PathRegexp(`\\bfoo\\b`)'], ['PathRegexp(`/foo`)']],
    ['none', ['PathRegexp(`^/foo\\Bbar$`)'], ['Path(`/foobar`)']],
    ['none', ['Method(`GET`)', 'Method(`POST`)']],
    ['some', ['Header(`X-A`, `1`)', 'Header(`X-A`, `2`)']],
    ['none', ['Header(`X-A`, `1`)'], ['HeaderRegexp(`x-a`, `.`)']],
    ['none', ['Header(`Host`, `a.com`)']],
    ['some', ['Query(`a`, `1`)', 'QueryRegexp(`a`, `^[^1]`)', 'Query(`b`)']],
    ['none', ['ClientIP(`10.0.0.0/8`)'], ['ClientIP(`10.0.0.0/7`)']],
    ['some', ['ClientIP(`10.0.0.0/7`)'], ['ClientIP(`10.0.0.0/8`)']],
    ['none', ['ClientIP(`10.0.0.0/8`)', 'ClientIP(`192.168.0.0/16`)']],
    ['some', ['ClientIP(`::/0`)']],
    ['none', ['Host(`a.com`) && !Host(`a.com`)']],
    [
      'some',
      ['(Host(`a.com`) || Host(`b.com`)) && !(Host(`a.com`) && PathPrefix(`/x`))', 'PathPrefix(`/x/y`)'],
    ],
    ['none', ['Host(`a.com`)'], ['PathPrefix(`/a`)', 'PathRegexp(`^/($|[^a])`)']],
    ['some', ['Host(`a.com.`)', 'Host(`a.com`)']],
  ])('%s: %j but not %j', (expected, match, miss = []) => {
    expect(decide(match, miss)).toBe(expected);
  });

  test.each<[string, string[], string[]?]>([
    ['some', ['HostSNI(`a.com`)', 'ALPN(`h2`)']],
    ['none', ['HostSNI(`a.com`)', 'HostSNI(`*.a.com`)']],
    ['some', ['HostSNI(`*`)', 'HostSNIRegexp(`^a+$`)'], ['HostSNI(`a`)']],
    ['some', ['ALPN(`h2`)', 'ALPN(`http/1.1`)']],
    ['none', ['ALPN(`h2`)'], ['ALPN(`h2`)']],
  ])('%s over TCP: %j but not %j', (expected, match, miss = []) => {
    expect(decide(match, miss, 'tls')).toBe(expected);
  });
});

test('what cannot be laid out is unknown, never none', () => {
  expect(decide(['PathRegexp(`(?i)ö`)'])).toBe('unknown');
  expect(decide(['PathRegexp(`(?i)ö`)', 'Host(`a.com`)', 'Host(`b.com`)'])).toBe('none');
});

const word = fc.constantFrom('a', 'b', 'ab', 'A', 'admin', 'x/y', '%2F', 'a?b', 'ä', '');
const pattern = fc.constantFrom(
  '^/a',
  'b$',
  '^/[ab]+$',
  '(?i)ADMIN',
  '/x|/y',
  '\\ba',
  '.',
  '^/(a|b)*/$',
  'ä',
  '[^/]',
);
const name = fc.constantFrom('a.com', '*.a.com', 'b.a.com', 'A.com', 'a.com.', 'com', '*');
const leaf = fc.oneof(
  name.map((host) => `Host(\`${host}\`)`),
  fc.constantFrom('^a', 'com$', '^[a-z]\\.', 'b').map((text) => `HostRegexp(\`${text}\`)`),
  word.map((path) => `Path(\`/${path}\`)`),
  word.map((path) => `PathPrefix(\`/${path}\`)`),
  pattern.map((text) => `PathRegexp(\`${text}\`)`),
  fc.constantFrom('GET', 'post').map((text) => `Method(\`${text}\`)`),
  fc.constantFrom('1', '2').map((text) => `Header(\`X-A\`, \`${text}\`)`),
  fc.constantFrom('^1', '2').map((text) => `QueryRegexp(\`q\`, \`${text}\`)`),
  fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '192.0.2.1', '::1').map((text) => `ClientIP(\`${text}\`)`),
);
const { rule } = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(tie('rule'), tie('rule')).map(([a, b]) => `(${a} && ${b})`),
    fc.tuple(tie('rule'), tie('rule')).map(([a, b]) => `(${a} || ${b})`),
    tie('rule').map((inner) => `!${inner}`),
  ),
}));

const hosts = ['a.com', 'b.a.com', 'x.a.com', 'com', 'a.com.', 'b'];
const paths = [
  '/',
  '/a',
  '/b',
  '/ab',
  '/A',
  '/admin',
  '/ADMIN/',
  '/x/y',
  '/a%2Fb',
  '/%2F',
  '/a%3fb',
  '/%C3%A4',
  '/y',
  '/ba/',
];
const requests = hosts.flatMap((host) =>
  paths.flatMap((path) => [
    { url: `https://${host}${path}` },
    {
      url: `https://${host}${path}?q=12`,
      method: 'POST',
      headers: { 'X-A': ['1', '2'] },
      clientIp: '10.1.2.3',
    },
    { url: `https://${host}${path}?q=1&q=2`, headers: { 'X-A': '2' }, clientIp: '::1' },
  ]),
);

test('a witness fulfils what was asked, and where there is none, none of many requests does', () => {
  const counts = { some: 0, none: 0, unknown: 0 };
  const numRuns = depth(750, 3000);
  fc.assert(
    fc.property(
      fc.array(rule, { minLength: 1, maxLength: 3 }),
      fc.array(rule, { maxLength: 2 }),
      (match, miss) => {
        const answer = decide(match, miss);
        if (answer === 'some' || answer === 'none' || answer === 'unknown') counts[answer]++;
        if (answer !== 'none') return;
        const rules = match.map((text) => parseRule(text));
        const others = miss.map((text) => parseRule(text));
        const found = requests.find(
          (request) =>
            rules.every((one) => one.matches(request)) && !others.some((one) => one.matches(request)),
        );
        expect(found).toBeUndefined();
      },
    ),
    { seed, numRuns },
  );
  expect(counts.some).toBeGreaterThan(numRuns / 6);
  expect(counts.none).toBeGreaterThan(numRuns / 15);
  expect(counts.unknown).toBe(0);
});

describe('many names that something is not', () => {
  const name = (index: number): RuleNode =>
    parseRule(`HostSNI(\`host-${index}.example.com\`)`, { protocol: 'tcp' }).tree;
  const others = Array.from({ length: 2000 }, (_, index): Formula => ({ kind: 'none', of: name(index) }));

  test('cost no decisions each', () => {
    const left = budget();
    expect(satisfy({ kind: 'all', of: [...others, name(2000)] }, 'tls', left)).toMatchObject({
      request: { url: expect.stringContaining('host-2000.example.com') },
    });
    expect(satisfy({ kind: 'all', of: [...others, name(7)] }, 'tls', left)).toBe('none');
    expect(left.decisions).toBe(budget().decisions - 2);
  });

  test('leave the spellings beyond ASCII that a server name may have', () => {
    expect(decide(['HostSNI(`shop.example.com`)', 'HostSNIRegexp(`^[^s]hop`)'], [], 'tls')).toBe('some');
    expect(decide(['HostSNI(`shop.example.com`)'], ['HostSNIRegexp(`^.hop`)'], 'tls')).toBe('none');
  });
});
