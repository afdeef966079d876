import { type Explanation, TrafficModel } from '../../../../../lib/traefik/model';
import { ingressRoute, shop, traefikObject } from '../../objects';

function explain(objects: readonly object[], url: string, traefik?: object): Explanation {
  return TrafficModel.from(objects, { traefik }).explain({ url });
}

function ingress(name: string, host: string, metadata: object = {}, spec: object = {}): object {
  const backend = { service: { name: 'web', port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: 'shop', ...metadata },
    spec: {
      ingressClassName: 'traefik',
      rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
      ...spec,
    },
  };
}

const onPorts = {
  entryPoints: { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } },
};

describe('a route that is left out', () => {
  const open = ingressRoute('open', 'Host(`git.test`)');
  const guarded = ingressRoute('guarded', 'Host(`git.test`) && PathPrefix(`/-/admin`)', {
    middlewares: [{ name: 'lgoin' }],
  });
  const login = traefikObject('Middleware', 'login', { basicAuth: { secret: 'users' } });

  it('is told where its request falls through to an open one', () => {
    const found = explain(shop(open, guarded, login), 'http://git.test/-/admin/x');
    expect(found.outcome).toBe('forwarded');
    expect(found.source).toMatchObject({ name: 'open' });
    expect(found.leftOut).toEqual([
      {
        status: 'disabled',
        router: expect.stringContaining('shop-guarded-'),
        object: { kind: 'IngressRoute', namespace: 'shop', name: 'guarded' },
        path: 'spec.routes[0]',
        location: null,
        rule: 'Host(`git.test`) && PathPrefix(`/-/admin`)',
        priority: 42,
        reason: 'middleware "shop-lgoin@kubernetescrd" does not exist',
        fix: 'did you mean "login" (Middleware shop/login)?',
      },
    ]);
  });

  it('is not told of a request that it would not have taken', () => {
    expect(explain(shop(open, guarded, login), 'http://git.test/').leftOut).toEqual([]);
    const later = ingressRoute('later', 'Host(`git.test`)', { priority: 1, middlewares: [{ name: 'gone' }] });
    expect(explain(shop(open, later), 'http://git.test/').leftOut).toEqual([]);
  });

  it('is told where its provider dropped it, with the ports that there are', () => {
    const dropped = ingressRoute('api', 'Host(`api.test`)', { services: [{ name: 'web', port: '80' }] });
    expect(explain(shop(dropped), 'http://api.test/').leftOut).toMatchObject([
      {
        status: 'dropped',
        router: null,
        reason: 'service port not found: 80',
        fix: 'write 80 without quotes (a text is the name of a port): Service shop/web has 80 (http)',
      },
    ]);
  });

  it('is told where its rule is one of v2, with the words of v3', () => {
    const two = ingressRoute('two', 'Host(`a.test`, `b.test`)');
    expect(explain(shop(two), 'http://b.test/').leftOut).toMatchObject([
      { status: 'disabled', fix: expect.stringContaining('in v3 write (Host(`a.test`) || Host(`b.test`))') },
    ]);
    const wildcard = ingressRoute('star', 'HostRegexp(`*.apps.test`)');
    expect(explain(shop(wildcard), 'http://x.apps.test/').leftOut).toMatchObject([
      { fix: 'HostRegexp takes an expression; write Host(`*.apps.test`)' },
    ]);
  });

  it('is told where an Ingress is for ingress-nginx, whatever its paths mean there', () => {
    const http = {
      paths: [
        {
          path: '/app(/|$)(.*)',
          pathType: 'ImplementationSpecific',
          backend: { service: { name: 'web', port: { number: 80 } } },
        },
      ],
    };
    const app = ingress(
      'app',
      'a.test',
      {},
      { ingressClassName: 'nginx', rules: [{ host: 'a.test', http }] },
    );
    const nginx = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'nginx' },
      spec: { controller: 'k8s.io/ingress-nginx' },
    };
    expect(explain(shop(app, nginx), 'http://a.test/app/x').leftOut).toMatchObject([
      {
        status: 'unread',
        object: { kind: 'Ingress', name: 'app' },
        reason: expect.stringContaining('names the controller k8s.io/ingress-nginx'),
        fix: expect.stringContaining('providers.kubernetesIngressNGINX'),
      },
    ]);
    expect(explain(shop(app, nginx), 'http://b.test/app/x').leftOut).toEqual([]);
  });

  it('is told where a rule has a parenthesis too many, for the hosts it names', () => {
    const rule = ingressRoute('paren', '(Host(`a.test`) || Host(`b.test`)))');
    expect(explain(shop(rule), 'http://b.test/').leftOut).toMatchObject([
      { status: 'disabled', fix: 'there is a ) too much: take it away, or write the ( that it closes' },
    ]);
    expect(explain(shop(rule), 'http://c.test/').leftOut).toEqual([]);
  });

  it.each([
    [
      'api@internal as a Service',
      { services: [{ name: 'api@internal', port: 80 }] },
      'write kind: TraefikService',
    ],
    [
      'the REST provider that is off',
      { services: [{ name: 'rest@internal', kind: 'TraefikService' }] },
      'providers: { rest: {} }',
    ],
    ['a middleware of TCP', { middlewares: [{ name: 'conns' }] }, 'IngressRoute takes Middleware alone'],
  ])('is told what to write in place of %s', (_, route, fix) => {
    const objects = shop(
      traefikObject('MiddlewareTCP', 'conns', { inFlightConn: { amount: 1 } }),
      ingressRoute('web', 'Host(`a.test`)', route),
    );
    expect(explain(objects, 'http://a.test/').leftOut).toMatchObject([{ fix: expect.stringContaining(fix) }]);
  });

  it('is told where it is on an entry point that there is not', () => {
    const lost = ingressRoute('lost', 'Host(`a.test`)', {}, { entryPoints: ['wbe'] });
    expect(explain(shop(lost), 'http://a.test/').leftOut).toMatchObject([
      { reason: expect.stringContaining('entryPoint "wbe" doesn\'t exist') },
    ]);
  });
});

describe('an object that no provider of this Traefik reads', () => {
  it('is named where its group is that of v2', () => {
    const old = {
      ...ingressRoute('old', 'Host(`old.test`)'),
      apiVersion: 'traefik.containo.us/v1alpha1',
    };
    expect(explain(shop(old), 'http://old.test/').leftOut).toMatchObject([
      { status: 'unread', fix: 'write apiVersion: traefik.io/v1alpha1' },
    ]);
    expect(TrafficModel.from(shop(old)).routes().unread).toMatchObject([
      { object: { apiVersion: 'traefik.containo.us/v1alpha1', kind: 'IngressRoute', name: 'old' } },
    ]);
  });

  it.each([
    ['traefik.io/v1', 'IngressRoute', 'write apiVersion: traefik.io/v1alpha1'],
    ['traefik.io/v1alpha1', 'IngressRoutes', 'write kind: IngressRoute'],
    ['traefik.io/v1alpha1', 'IngresRouteTCP', 'write kind: IngressRouteTCP'],
  ])('is named where the API server has no %s %s', (apiVersion, kind, fix) => {
    const match = kind === 'IngresRouteTCP' ? 'HostSNI(`old.test`)' : 'Host(`old.test`)';
    const refused = {
      ...ingressRoute('old', match, {}, { entryPoints: ['websecure'], tls: {} }),
      apiVersion,
      kind,
    };
    const { leftOut, router } = explain(shop(refused), 'https://old.test/');
    expect(router).toBeNull();
    expect(leftOut).toMatchObject([{ status: 'unread', object: { kind, name: 'old' }, fix }]);
  });

  it('is named where a route asks for it, of whatever kind', () => {
    const named = [
      { ...traefikObject('Middleware', 'strip', {}), kind: 'Middlewares' },
      { apiVersion: 'v1', kind: 'Services', metadata: { namespace: 'shop', name: 'gone' }, spec: {} },
    ];
    const fixesOf = (route: object): readonly unknown[] =>
      explain(shop(...named, ingressRoute('web', 'Host(`a.test`)', route)), 'http://a.test/').leftOut.map(
        ({ fix }) => fix,
      );
    expect(fixesOf({ middlewares: [{ name: 'strip' }] })).toEqual([
      'Middlewares shop/strip is there, but there is no kind Middlewares in traefik.io/v1alpha1: write kind: Middleware',
    ]);
    expect(fixesOf({ services: [{ name: 'gone', port: 80 }] })).toEqual([
      'Services shop/gone is there, but there is no kind Services in v1: write kind: Service',
    ]);
  });

  it('is named with the middleware of v2 that a route of v3 asks for', () => {
    const old = { ...traefikObject('Middleware', 'strip', {}), apiVersion: 'traefik.containo.us/v1alpha1' };
    const route = ingressRoute('web', 'Host(`a.test`)', { middlewares: [{ name: 'strip' }] });
    expect(explain(shop(old, route), 'http://a.test/').leftOut).toMatchObject([
      {
        fix: expect.stringContaining(
          'Middleware shop/strip is there, but Traefik v3 reads the group traefik.io',
        ),
      },
    ]);
  });

  it.each([
    [{}, 'unread', 'providers.kubernetesGateway is off in this static configuration'],
    [{ kubernetesGateway: {}, kubernetesCRD: {} }, 'dropped', 'it names no Gateway'],
  ])('is named where it is of the Gateway API: %j', (providers, status, reason) => {
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'shop', namespace: 'shop' },
      spec: {
        hostnames: ['gw.test'],
        rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/v1' } }] }],
      },
    };
    const traefik = Object.keys(providers).length === 0 ? undefined : { ...onPorts, providers };
    const { leftOut } = explain([route], 'http://gw.test/v1/x', traefik);
    expect(leftOut).toMatchObject([{ status, reason: expect.stringContaining(reason) }]);
  });

  it('is named where the whole provider is off', () => {
    const found = explain(shop(ingressRoute('web', 'Host(`a.test`)')), 'http://a.test/', {
      ...onPorts,
      providers: { kubernetesIngress: {} },
    });
    expect(found.leftOut).toMatchObject([
      { status: 'unread', reason: 'providers.kubernetesCRD is off in this static configuration' },
    ]);
  });
});

describe('the class of an Ingress', () => {
  const providers = { kubernetesIngress: {}, kubernetesCRD: {} };
  const classOf = (name: string, controller: string): object => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name },
    spec: { controller },
  });

  it('traefik is there under the official chart, which makes it', () => {
    const found = explain(shop(ingress('web', 'a.test')), 'http://a.test/');
    expect(found).toMatchObject({ outcome: 'forwarded', source: { kind: 'Ingress', name: 'web' } });
  });

  it.each([
    [[], 'there is no IngressClass "traefik" among the objects'],
    [
      [classOf('traefik', 'example.com/other')],
      'its IngressClass "traefik" names the controller example.com/other',
    ],
  ])('is told where it keeps the Ingress from being read: %j', (classes, reason) => {
    const objects = shop(ingress('web', 'a.test'), ...classes);
    const found = explain(objects, 'http://a.test/', { ...onPorts, providers });
    expect(found.leftOut).toMatchObject([{ status: 'dropped', reason: expect.stringContaining(reason) }]);
  });

  it('the class of ingress-nginx has to be there for its provider', () => {
    const objects = shop(ingress('web', 'a.test', {}, { ingressClassName: 'nginx' }));
    const nginx = { ...onPorts, providers: { kubernetesCRD: {}, kubernetesIngressNGINX: {} } };
    expect(explain(objects, 'http://a.test/deep', nginx).leftOut).toMatchObject([
      {
        reason: 'there is no IngressClass "nginx" of the controller k8s.io/ingress-nginx among the objects',
        fix: expect.stringContaining('spec: { controller: k8s.io/ingress-nginx }'),
      },
    ]);
  });
});

describe('a route for ingress-nginx that this Traefik leaves out', () => {
  const nginx = {
    entryPoints: { web: { address: ':80' }, websecure: { address: ':443' } },
    providers: { kubernetesCRD: {}, kubernetesIngressNGINX: {} },
  };
  const nginxClass = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  };
  const annotated = (annotations: Readonly<Record<string, string>>, spec: object = {}): object =>
    ingress(
      'web',
      'a.test',
      {
        annotations: Object.fromEntries(
          Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]),
        ),
      },
      { ingressClassName: 'nginx', tls: [{ hosts: ['a.test'], secretName: 'gone' }], ...spec },
    );
  const login = { 'auth-type': 'basic', 'auth-secret': 'users' };
  const backend = { service: { name: 'web', port: { number: 80 } } };
  const told = (object: object, url: string, traefik: object = nginx): Explanation['leftOut'] =>
    explain(shop(object, nginxClass), url, traefik).leftOut;

  it.each(['http://a.test/x', 'https://a.test/x'])('is told of %s, where its login is missing', (url) => {
    expect(told(annotated(login), url)).toMatchObject([
      { status: 'dropped', reason: expect.stringContaining('Secret shop/users not found') },
    ]);
    expect(told(annotated(login), url.replace('a.test', 'b.test'))).toEqual([]);
  });

  it.each([
    ['usesr', 'did you mean "users" (Secret shop/users)?'],
    ['login', expect.stringMatching(/^add the Secret shop\/login to the objects/)],
  ])('is told with the Secret that is meant or missing, where it names %s', (name, fix) => {
    const users = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'users', namespace: 'shop' } };
    const object = annotated({ ...login, 'auth-secret': name });
    expect(explain(shop(object, users, nginxClass), 'http://a.test/', nginx).leftOut).toMatchObject([
      { fix },
    ]);
  });

  it('is told once where every entry point has TLS', () => {
    const entryPoints = { websecure: { address: ':443', http: { tls: {} } } };
    expect(told(annotated(login), 'https://a.test/x', { ...nginx, entryPoints })).toHaveLength(1);
  });

  it('is told over https where its class is missing, with the fix', () => {
    expect(explain(shop(annotated({})), 'https://a.test/x', nginx).leftOut).toMatchObject([
      { fix: expect.stringContaining('spec: { controller: k8s.io/ingress-nginx }') },
    ]);
  });

  it('is told where its class is missing and Traefik reads other Ingresses besides', () => {
    const providers = { ...nginx.providers, kubernetesIngress: {} };
    const { leftOut } = explain(shop(annotated({})), 'https://a.test/x', { ...nginx, providers });
    expect(leftOut.map(({ reason }) => reason)).toContainEqual(
      'there is no IngressClass "nginx" of the controller k8s.io/ingress-nginx among the objects',
    );
  });

  it('is told by its regular expression', () => {
    const path = { path: '/api(/|$)(.*)', pathType: 'ImplementationSpecific', backend };
    const rules = [{ host: 'a.test', http: { paths: [path] } }];
    const object = annotated({ ...login, 'rewrite-target': '/$2' }, { rules });
    expect(told(object, 'https://a.test/api/x')).toMatchObject([
      { rule: 'Host("a.test") && PathRegexp("(?i)^/api(/|$)(.*)")' },
    ]);
    expect(told(object, 'https://a.test/apix')).toEqual([]);
  });

  it('is told as its default backend', () => {
    const object = annotated(login, { rules: undefined, defaultBackend: backend });
    expect(told(object, 'https://any.test/x')).toMatchObject([{ path: 'spec.defaultBackend' }]);
  });

  it('is told as a connection that is passed through', () => {
    const object = annotated(
      { 'ssl-passthrough': 'true' },
      {
        rules: [{ host: 'a.test', http: { paths: [{ path: '/app', pathType: 'Prefix', backend }] } }],
      },
    );
    expect(told(object, 'https://a.test/app')).toMatchObject([{ rule: 'HostSNI("a.test")' }]);
    expect(told(object, 'http://a.test/app')).toMatchObject([{ rule: 'Host("a.test")' }]);
  });

  it('is not told where its router answers 503 for the backend that is missing', () => {
    const defaultBackend = { service: { name: 'gone', port: { number: 80 } } };
    const object = annotated({}, { rules: undefined, tls: undefined, defaultBackend });
    const found = explain(shop(object, nginxClass), 'http://any.test/x', nginx);
    expect(found).toMatchObject({ response: { status: 503 }, leftOut: [] });
  });
});

describe('an Ingress whose default backend is left out', () => {
  const backend = { service: { name: 'wbe', port: { number: 80 } } };
  const lone = ingress(
    'web',
    '',
    {},
    { ingressClassName: undefined, rules: undefined, defaultBackend: backend },
  );

  it('is told of every request that no other route takes, with the Service that is meant', () => {
    expect(explain(shop(lone), 'http://any.test/x').leftOut).toMatchObject([
      {
        status: 'dropped',
        path: 'spec.defaultBackend',
        rule: 'PathPrefix("/")',
        reason: 'Cannot create service: service not found',
        fix: 'did you mean shop/web?',
      },
    ]);
    const open = ingressRoute('open', 'Host(`a.test`)');
    expect(explain(shop(lone, open), 'http://a.test/x').leftOut).toEqual([]);
  });
});

describe('the middlewares of an Ingress', () => {
  const strip = traefikObject('Middleware', 'strip', { stripPrefix: { prefixes: ['/api'] } });
  const annotated = (middlewares: string): object =>
    ingress('web', 'a.test', {
      annotations: { 'traefik.ingress.kubernetes.io/router.middlewares': middlewares },
    });

  it.each(['strip@kubernetescrd', 'shop-strip@kubernetes-crd'])('%s is told how it is written', (written) => {
    const found = explain(shop(strip, annotated(written)), 'http://a.test/');
    expect(found.leftOut).toMatchObject([
      { status: 'disabled', fix: expect.stringMatching(/^write shop-strip@kubernetescrd: /) },
    ]);
  });

  it('are told to be out of reach where the provider of middlewares is off', () => {
    const traefik = { ...onPorts, providers: { kubernetesIngress: {} } };
    const objects = shop(
      strip,
      ingress(
        'web',
        'a.test',
        {
          annotations: {
            'kubernetes.io/ingress.class': 'traefik',
            'traefik.ingress.kubernetes.io/router.middlewares': 'shop-strip@kubernetescrd',
          },
        },
        { ingressClassName: undefined },
      ),
    );
    const { leftOut } = explain(objects, 'http://a.test/', traefik);
    expect(leftOut).toMatchObject([
      {
        fix: expect.stringContaining(
          'Middleware shop/strip stands among the objects, but providers.kubernetesCRD is off',
        ),
      },
    ]);
  });

  it('work where they are written right', () => {
    const found = explain(shop(strip, annotated('shop-strip@kubernetescrd')), 'http://a.test/api/x');
    expect(found.forwarded?.url).toBe('/x');
  });
});

describe('a name that Traefik does not find is told as it has to be written', () => {
  const strip = traefikObject('Middleware', 'strip', { stripPrefix: { prefixes: ['/v1'] } });
  const prefix = 'traefik.ingress.kubernetes.io';
  const annotated = (annotations: object): object => ingress('web', 'a.test', { annotations });
  const fixOf = (objects: readonly object[], traefik?: object): unknown =>
    explain(shop(...objects), 'http://a.test/', traefik).leftOut[0]?.fix;

  it.each([
    ['shop-strp@kubernetescrd', 'did you mean "shop-strip@kubernetescrd" (Middleware shop/strip)?'],
    ['strip', expect.stringMatching(/^write shop-strip@kubernetescrd: /)],
    ['shop/strip', expect.stringMatching(/^write shop-strip@kubernetescrd: /)],
  ])('in an annotation, where it is %s', (written, fix) => {
    expect(fixOf([strip, annotated({ [`${prefix}/router.middlewares`]: written })])).toEqual(fix);
  });

  it('but not where another is like it by its namespace and provider alone', () => {
    const lost = ingressRoute('web', 'Host(`a.test`)', { middlewares: [{ name: 'gone' }] });
    expect(fixOf([strip, lost])).toBeNull();
  });

  it('also where it is in another namespace', () => {
    expect(
      fixOf([strip, annotated({ [`${prefix}/router.middlewares`]: 'default-strip@kubernetescrd' })]),
    ).toBe('did you mean "shop-strip@kubernetescrd" (Middleware shop/strip)?');
  });

  it('as an entry point, also where an open route takes the request now', () => {
    const guarded = ingressRoute('web', 'Host(`a.test`) && PathPrefix(`/x`)', {}, { entryPoints: ['wbe'] });
    const open = ingressRoute('open', 'Host(`a.test`)');
    const { leftOut, source } = explain(shop(guarded, open), 'http://a.test/x', onPorts);
    expect(source).toMatchObject({ name: 'open' });
    expect(leftOut).toMatchObject([{ object: { name: 'web' }, priority: 34, fix: 'did you mean "web"?' }]);
  });

  it('as TLS options', () => {
    const options = traefikObject('TLSOption', 'mtls', { minVersion: 'VersionTLS13' });
    const route = ingressRoute(
      'web',
      'Host(`a.test`)',
      {},
      { tls: { options: { name: 'mtsl' } }, entryPoints: ['websecure'] },
    );
    expect(explain(shop(options, route), 'https://a.test/', onPorts).leftOut[0]?.fix).toBe(
      'did you mean "mtls" (TLSOption shop/mtls)?',
    );
  });

  it('as an annotation', () => {
    expect(fixOf([annotated({ [`${prefix}/router.middleware`]: 'shop-strip@kubernetescrd' })])).toBe(
      `write ${prefix}/router.middlewares`,
    );
  });

  it('as the Service of an Ingress', () => {
    const backend = { service: { name: 'wbe', port: { number: 80 } } };
    const rules = [{ host: 'a.test', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }];
    expect(fixOf([ingress('web', 'a.test', {}, { rules })])).toBe('did you mean shop/web?');
  });

  it('as the option that lets Services of other names in', () => {
    const external = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'out', namespace: 'shop' },
      spec: { type: 'ExternalName', externalName: 'db.example.com', ports: [{ port: 80 }] },
    };
    const route = ingressRoute('web', 'Host(`a.test`)', { services: [{ name: 'out', port: 80 }] });
    expect(fixOf([external, route])).toBe(
      'set providers.kubernetesCRD.allowExternalNameServices where Traefik runs so',
    );
  });
});

describe('a rule that nobody can read', () => {
  it.each(['Host:a.test;PathPrefix:/x', 'Host(a.test) && PathPrefix(/x)', "Host('a.test')"])(
    'is told where it has the host as a word: %s',
    (rule) => {
      const found = explain(shop(ingressRoute('web', rule)), 'http://a.test/x');
      expect(found.leftOut).toMatchObject([{ status: 'disabled', object: { name: 'web' } }]);
      expect(explain(shop(ingressRoute('web', rule)), 'http://test/x').leftOut).toEqual([]);
    },
  );
});
