import { TrafficModel } from '../../../../lib/traefik/model';
import { namespace, secret, service, shop } from '../objects';

const prefix = 'nginx.ingress.kubernetes.io/';

const classes = ['nginx', 'other'].map((name) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name },
  spec: { controller: name === 'nginx' ? 'k8s.io/ingress-nginx' : 'example.com/other' },
}));

const toWeb = { service: { name: 'web', port: { number: 80 } } };

interface Parts {
  readonly name?: string;
  readonly host?: string;
  readonly paths?: readonly (readonly [path: string, type?: string, backend?: object])[];
  readonly spec?: object;
}

/** An Ingress of the class nginx with annotations, written without their prefix. */
function ingress(annotations: Readonly<Record<string, string>>, parts: Parts = {}): object {
  const { name = 'web', host = 'a.test', paths = [['/']], spec = {} } = parts;
  const written = Object.entries(annotations).map(([key, value]) => [prefix + key, value]);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace, annotations: Object.fromEntries(written) },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host,
          http: {
            paths: paths.map(([path, pathType = 'Prefix', backend = toWeb]) => ({ path, pathType, backend })),
          },
        },
      ],
      ...spec,
    },
  };
}

function modelOf(objects: readonly object[], options: object = {}, traefikVersion?: string): TrafficModel {
  const traefik = {
    entryPoints: { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } },
    providers: { kubernetesIngressNGINX: options },
  };
  return TrafficModel.from(shop(service('next', 80), ...classes, ...objects), {
    traefik,
    ...(traefikVersion !== undefined && { traefikVersion }),
  });
}

const suffix = '@kubernetesingressnginx';

describe('Ingresses of ingress-nginx', () => {
  it('become a router without TLS and one with TLS for each path', () => {
    const model = modelOf([ingress({}, { paths: [['/api']] })]);
    expect(model.explain({ url: 'http://a.test/api/x' })).toMatchObject({
      router: `shop-web-rule-0-path-0${suffix}`,
      source: { kind: 'Ingress', namespace: 'shop', name: 'web', route: 0 },
      rule: 'Host("a.test") && (Path("/api") || PathPrefix("/api/"))',
      backends: [{ service: 'shop/web', port: 80, scheme: 'http', share: 1 }],
      outcome: 'forwarded',
    });
    expect(model.explain({ url: 'https://a.test/api' })).toMatchObject({
      router: `websecure-shop-web-rule-0-path-0-tls${suffix}`,
      outcome: 'forwarded',
    });
    expect(model.explain({ url: 'http://a.test/apiary' }).response?.status).toBe(404);
  });

  it('take a Secret of clients from another namespace once an Ingress of that has asked for the same', () => {
    const asked = { 'auth-tls-secret': 'two/ca' };
    const authority = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'ca', namespace: 'two' },
      stringData: { 'ca.crt': 'x' },
    };
    // Of Ingresses of one age the later one in the alphabet is read first.
    const own = { ...ingress(asked, { name: 'own', host: 'b.test' }) };
    const inTwo = { ...own, metadata: { ...Object(own).metadata, namespace: 'two' } };
    const outcomeOf = (objects: readonly object[], traefikVersion?: string): unknown =>
      modelOf([authority, ...objects], {}, traefikVersion).explain({ url: 'http://a.test/' }).outcome;
    expect(outcomeOf([ingress(asked)])).toBe('answered');
    expect(outcomeOf([ingress(asked), inTwo])).toBe('forwarded');
    expect(outcomeOf([ingress(asked), inTwo], '3.7.9')).toBe('answered');
  });

  it('refuse large bodies only where requests are buffered', () => {
    const statusOf = (annotations: Readonly<Record<string, string>>): unknown => {
      const model = modelOf([ingress({ ...annotations, 'proxy-body-size': '1' })]);
      const headers = { 'Content-Length': '9' };
      return model.explain({ method: 'POST', url: 'http://a.test/', headers }).response?.status;
    };
    expect(statusOf({ 'proxy-buffering': 'on' })).toBeUndefined();
    expect(statusOf({ 'proxy-request-buffering': 'on' })).toBe(413);
  });

  it('lose an exact path to a prefix of the same path, since the longer rule wins', () => {
    const exact = ingress(
      {},
      { name: 'exact', paths: [['/foo', 'Exact', { service: { name: 'next', port: { number: 80 } } }]] },
    );
    const model = modelOf([exact, ingress({}, { paths: [['/foo']] })]);
    expect(model.explain({ url: 'http://a.test/foo' }).backends).toMatchObject([{ service: 'shop/web' }]);
  });

  it('are redirected to HTTPS with 308 once they have a TLS section', () => {
    const model = modelOf([ingress({}, { spec: { tls: [{ hosts: ['a.test'] }] } })]);
    expect(model.explain({ method: 'POST', url: 'http://a.test/x' }).response).toMatchObject({
      status: 308,
      headers: { Location: 'https://a.test/x' },
    });
  });

  it('rewrite what their path matches, and all paths of the host are then expressions', () => {
    const model = modelOf([
      ingress({ 'rewrite-target': '/$2' }, { paths: [['/api(/|$)(.*)', 'ImplementationSpecific']] }),
      ingress({}, { name: 'other', paths: [['/other', 'Prefix']] }),
    ]);
    expect(model.explain({ url: 'http://a.test/API/x?q=1' }).forwarded?.url).toBe('/x?q=1');
    expect(model.explain({ url: 'http://a.test/other' }).rule).toContain('PathRegexp("(?i)^/other")');
  });

  it('do not refuse whom denylist-source-range names: nobody reads it, and a fault says so', () => {
    const model = modelOf([ingress({ 'denylist-source-range': '192.0.2.0/24' })]);
    const explained = model.explain({ url: 'http://a.test/', clientIp: '192.0.2.1' });
    expect(explained.outcome).toBe('forwarded');
    expect(explained.faults).toMatchObject([
      {
        path: `metadata.annotations["${prefix}denylist-source-range"]`,
        message: expect.stringContaining('get through'),
      },
    ]);
  });

  it('let only the addresses of whitelist-source-range pass', () => {
    const model = modelOf([ingress({ 'whitelist-source-range': '10.0.0.0/8, 192.0.2.7' })]);
    expect(model.explain({ url: 'http://a.test/', clientIp: '192.0.2.7' }).outcome).toBe('forwarded');
    expect(model.explain({ url: 'http://a.test/', clientIp: '192.0.2.8' }).response?.status).toBe(403);
  });

  it('limit no bodies by proxy-body-size alone, only where requests are buffered', () => {
    const headers = { 'Content-Length': '2000' };
    const outcome = (annotations: Readonly<Record<string, string>>): unknown =>
      modelOf([ingress({ 'proxy-body-size': '1k', ...annotations })]).explain({
        method: 'POST',
        url: 'http://a.test/',
        headers,
      }).response?.status;
    expect(outcome({})).toBeUndefined();
    expect(outcome({ 'proxy-request-buffering': 'on' })).toBe(413);
  });

  it('are left out as a whole for a snippet, and say what to allow', () => {
    const model = modelOf([ingress({ 'configuration-snippet': 'deny all;' })]);
    expect(model.routes().dropped).toMatchObject([
      {
        path: expect.stringMatching(/^metadata\.annotations\["nginx.*-snippet"\]$/),
        reason: expect.stringContaining('allowSnippetAnnotations'),
      },
    ]);
    expect(model.explain({ url: 'http://a.test/' })).toMatchObject({
      outcome: 'answered',
      leftOut: [{ status: 'dropped', object: { name: 'web' } }],
    });
  });

  it('have an unknown outcome where snippets are allowed', () => {
    const model = modelOf([ingress({ 'configuration-snippet': 'deny all;' })], {
      allowSnippetAnnotations: true,
    });
    const { outcome, notes } = model.explain({ url: 'http://a.test/' });
    expect(outcome).toBe('unknown');
    expect(notes).toContain('snippet: what configuration-snippet does to the request is not computed');
  });

  it('are left out for a regular expression in a path that is none', () => {
    const objects = [ingress({}, { paths: [['/a(b)', 'Prefix']] })];
    expect(modelOf(objects).routes().dropped).toMatchObject([
      {
        path: 'spec.rules[0].http.paths[0].path',
        reason: expect.stringContaining('strictValidatePathType'),
      },
    ]);
    expect(modelOf(objects, { strictValidatePathType: false }).routes().dropped).toEqual([]);
  });

  it('split requests with a canary by header, cookie and weight', () => {
    const canary = ingress(
      { canary: 'true', 'canary-weight': '20', 'canary-by-header': 'X-Canary', 'canary-by-cookie': 'next' },
      { name: 'canary', paths: [['/', 'Prefix', { service: { name: 'next', port: { number: 80 } } }]] },
    );
    const model = modelOf([ingress({}), canary]);
    const shares = (headers: Readonly<Record<string, string>>): unknown =>
      model.explain({ url: 'http://a.test/', headers }).backends.map((one) => [one.service, one.share]);
    expect(shares({})).toEqual([
      ['shop/web', 0.8],
      ['shop/next', 0.2],
    ]);
    expect(shares({ 'X-Canary': 'always' })).toEqual([['shop/next', 1]]);
    expect(shares({ 'X-Canary': 'never' })).toEqual([['shop/web', 1]]);
    expect(shares({ Cookie: 'a=b; next=always' })).toEqual([['shop/next', 1]]);
  });

  it('ask for credentials, and are left out where their Secret is missing', () => {
    const annotations = { 'auth-type': 'basic', 'auth-secret': 'users', 'auth-realm': 'Members' };
    const users = secret('users', { auth: 'ann:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=' });
    const guarded = modelOf([users, ingress(annotations)]).explain({ url: 'http://a.test/' });
    expect(guarded.response).toMatchObject({
      status: 401,
      headers: { 'Www-Authenticate': 'Basic realm="Members"' },
    });
    const model = modelOf([ingress(annotations)]);
    expect(model.routes().routers?.[`shop-web-rule-0-path-0${suffix}`]).toBeUndefined();
    expect(model.routes().dropped).toMatchObject([
      { reason: expect.stringContaining('Cannot resolve auth secret') },
    ]);
  });

  it('hand another server the decision of auth-url', () => {
    const explained = modelOf([ingress({ 'auth-url': 'https://login.test/check' })]).explain({
      url: 'http://a.test/',
    });
    expect(explained).toMatchObject({
      outcome: 'unknown',
      middlewares: [{ type: 'snippet' }, { type: 'retry' }],
    });
  });

  it('take an alias only where no other Ingress has the host or claimed it before', () => {
    const model = modelOf([
      ingress({ 'server-alias': 'b.test, c.test' }),
      ingress({}, { name: 'other', host: 'b.test' }),
    ]);
    expect(model.explain({ url: 'http://c.test/' }).source).toMatchObject({ name: 'web' });
    expect(model.explain({ url: 'http://b.test/' }).source).toMatchObject({ name: 'other' });
  });

  it('redirect from www', () => {
    const model = modelOf([ingress({ 'from-to-www-redirect': 'true' })]);
    expect(model.explain({ url: 'http://www.a.test/x/' }).response).toMatchObject({
      status: 308,
      headers: { Location: 'http://a.test/x' },
    });
  });

  it('pass TLS through, and answer without TLS since 3.7.13', () => {
    const objects = [ingress({ 'ssl-passthrough': 'true' })];
    expect(modelOf(objects).explain({ url: 'https://a.test/' }).tls).toMatchObject({ passthrough: true });
    expect(modelOf(objects).explain({ url: 'http://a.test/' }).outcome).toBe('forwarded');
    expect(modelOf(objects, {}, '3.7.9').explain({ url: 'http://a.test/' }).response?.status).toBe(404);
  });

  it('serve what no path takes by their default backend, guarded since 3.7.11', () => {
    const objects = [
      ingress(
        { 'whitelist-source-range': '10.0.0.0/8' },
        { paths: [['/api']], spec: { defaultBackend: toWeb } },
      ),
    ];
    const login = [
      ingress(
        { 'auth-type': 'basic', 'auth-secret': 'missing' },
        { paths: [], spec: { defaultBackend: toWeb } },
      ),
    ];
    expect(modelOf(objects).explain({ url: 'http://a.test/x', clientIp: '10.1.1.1' }).outcome).toBe(
      'forwarded',
    );
    expect(modelOf(objects).explain({ url: 'http://a.test/x', clientIp: '192.0.2.1' }).response?.status).toBe(
      403,
    );
    expect(modelOf(login).explain({ url: 'http://a.test/x' }).response?.status).toBe(404);
    expect(modelOf(login, {}, '3.7.9').explain({ url: 'http://a.test/x' }).outcome).toBe('forwarded');
  });

  it('answer 503 where there is no such Service, and say so', () => {
    const gone = { service: { name: 'gone', port: { number: 80 } } };
    const model = modelOf([ingress({}, { paths: [['/', 'Prefix', gone]] })]);
    expect(model.explain({ url: 'http://a.test/' }).response?.status).toBe(503);
    expect(model.routes().dropped).toMatchObject([{ path: 'spec.rules[0].http.paths[0].backend' }]);
  });

  it.each([
    ['a class of another controller', { ingressClassName: 'other' }, {}, 'its class is "other"'],
    ['no class', { ingressClassName: undefined }, {}, 'it has no class'],
    [
      'a namespace that is not watched',
      {},
      { watchNamespace: 'elsewhere' },
      'namespace "shop" is not watched',
    ],
    ['a namespace without the labels', {}, { watchNamespaceSelector: 'team=a' }, 'no Namespace "shop"'],
  ])('are not read with %s, which is said', (_, spec, options, reason) => {
    const model = modelOf([ingress({}, { spec })], options);
    expect(model.routes().dropped).toMatchObject([{ path: '', reason: expect.stringContaining(reason) }]);
  });

  it('are told as passed over only where the provider of plain Ingresses does not read them either', () => {
    const traefik = { providers: { kubernetesIngressNGINX: {}, kubernetesIngress: {} } };
    const plain = ingress({}, { name: 'plain', spec: { ingressClassName: undefined } });
    const model = TrafficModel.from(
      shop(...classes, ingress({}), plain, ingress({}, { name: 'odd', spec: { ingressClassName: 'other' } })),
      { traefik },
    );
    expect([...new Set(model.routes().dropped.map(({ object }) => object.name))]).toEqual(['odd']);
  });
});
