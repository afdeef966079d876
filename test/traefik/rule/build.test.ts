import {
  type RuleBuilder,
  alpn,
  clientIP,
  header,
  headerRegexp,
  host,
  hostRegexp,
  hostSNI,
  hostSNIRegexp,
  method,
  parseRule,
  path,
  pathPrefix,
  pathRegexp,
  query,
  queryRegexp,
} from '../../../lib/traefik/rule';

describe('the builders', () => {
  test('read as the rule that they write', () => {
    const rule = host('api.example.com').and(
      pathPrefix('/v1').or(method('POST')),
      clientIP('10.0.0.0/8').not(),
    );
    expect(String(rule)).toBe(
      'Host(`api.example.com`) && (PathPrefix(`/v1`) || Method(`POST`)) && !ClientIP(`10.0.0.0/8`)',
    );
    expect(JSON.stringify({ match: host('a') })).toBe('{"match":"Host(`a`)"}');
  });

  test('leave what they combine as it is', () => {
    const base = host('a').and(path('/'));
    base.and(method('GET'));
    base.not();
    expect(String(base)).toBe('Host(`a`) && Path(`/`)');
    expect(String(base.not().not())).toBe(String(base));
  });

  test.each<[RuleBuilder, string]>([
    [hostRegexp('^a'), 'HostRegexp(`^a`)'],
    [pathRegexp('^/a'), 'PathRegexp(`^/a`)'],
    [header('A', 'b'), 'Header(`A`, `b`)'],
    [headerRegexp('A', '`'), 'HeaderRegexp(`A`, "`")'],
    [query('k'), 'Query(`k`)'],
    [query('k', 'a"b`\\'), 'Query(`k`, "a\\"b`\\\\")'],
    [queryRegexp('k', '.'), 'QueryRegexp(`k`, `.`)'],
  ])('have one for every HTTP matcher: %s', (builder, text) => {
    expect(String(builder)).toBe(text);
    expect(withoutPlaces(parseRule(text).tree)).toEqual(withoutPlaces(builder.tree));
  });

  test.each<[RuleBuilder, string]>([
    [hostSNI('*'), 'HostSNI(`*`)'],
    [hostSNIRegexp('^a'), 'HostSNIRegexp(`^a`)'],
    [alpn('h2'), 'ALPN(`h2`)'],
  ])('have one for every TCP matcher: %s', (builder, text) => {
    expect(String(builder)).toBe(text);
    expect(() => parseRule(text, { protocol: 'tcp' })).not.toThrow();
  });
});

function withoutPlaces(tree: object): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value) => (key === 'start' || key === 'end' ? undefined : value)),
  );
}
