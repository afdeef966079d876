import type { Content, Fix } from './fix';

const vars = (map: object, more: object = {}): Content => ({ vars: map, ...more });
const issuer = { name: 'ca', kind: 'ClusterIssuer' };
const kubernetesService = (service: object): Content => ({ kubernetesServices: { pay: service } });
const certificate = (spec: object, more: object = {}): Content => ({
  issuer,
  certificates: { web: spec },
  ...more,
});
const api = { image: 'ghcr.io/acme/api:1.0.0', ports: { http: 8080 } };
const store = { apiVersion: 'traefik.io/v1alpha1', kind: 'TLSStore', spec: {} };
const routed = (route: object, more: object = {}): Content => ({
  issuer,
  services: { api },
  routes: { http: { web: { entryPoints: ['websecure'], services: ['api'], ...route } } },
  ...more,
});

const exclusive = (
  middlewares: readonly string[],
  beside: Readonly<Record<string, object>> = {},
): Content => ({
  services: { api },
  middlewares: { office: { ipAllowList: { sourceRange: ['10.0.0.0/8'] } }, zip: { compress: {} } },
  routes: {
    http: {
      admin: { match: 'PathPrefix(`/admin`)', guards: 'exclusive', services: ['api'], middlewares },
      ...beside,
    },
  },
});
const hook = { match: 'PathPrefix(`/admin`) && Method(`POST`)', services: ['api'] };

/** What is wrong with the files of environments, their variables, and with TLS. */
export const environmentFixes: readonly Fix[] = [
  {
    rule: 'invalid-environment-file',
    says: 'Write one document',
    broken: 'namespace: shop\n---\ndomain: a.example.com\n',
    fixed: 'namespace: shop\ndomain: a.example.com\n',
  },
  {
    rule: 'idle-exclusive-guards',
    says: 'ipAllowList',
    broken: exclusive(['zip']),
    fixed: exclusive(['zip', 'office']),
  },
  {
    rule: 'shared-exclusive-guards',
    says: 'Give it the same guards',
    broken: exclusive(['office'], { hook }),
    fixed: exclusive(['office'], { hook: { ...hook, middlewares: ['office'] } }),
  },
  {
    rule: 'unproven-version',
    says: 'Run a release that is proven',
    broken: { traefik: { version: '3.7.10' } },
    fixed: { traefik: { version: '3.7.13' } },
  },
  {
    rule: 'invalid-domain',
    says: 'lower-case letters',
    broken: { domain: 'Shop_Example' },
    fixed: { domain: 'shop.example' },
  },
  {
    rule: 'reserved-variable',
    says: 'another name',
    broken: vars({ namespace: 'x' }),
    fixed: vars({ space: 'x' }),
  },
  {
    rule: 'invalid-vars-key',
    says: 'begin with a letter',
    broken: vars({ '1st': 'x' }),
    fixed: vars({ first: 'x' }),
  },
  {
    rule: 'variable-in-key',
    says: 'Write the name out',
    broken: vars({ a: 'x' }, { existing: { secrets: { '${a}': {} } } }),
    fixed: vars({ a: 'x' }, { existing: { secrets: { x: {} } } }),
  },
  {
    rule: 'invalid-variable-syntax',
    says: 'Write ${a}.',
    broken: vars({ a: 'x', b: '${ a }' }),
    fixed: vars({ a: 'x', b: '${a}' }),
  },
  {
    rule: 'structured-variable-in-text',
    says: 'Let ${a} be the whole value',
    broken: vars({ a: [1], b: 'x${a}' }),
    fixed: vars({ a: [1], b: '${a}' }),
  },
  {
    rule: 'variable-cycle',
    says: 'Write out the value of one of them',
    broken: vars({ a: '${b}', b: '${a}' }),
    fixed: vars({ a: '${b}', b: 'x' }),
  },
  {
    rule: 'long-variable-chain',
    says: 'Write out the value of some of them',
    broken: vars(
      Object.fromEntries(
        Array.from({ length: 150 }, (_, index) => [`v${index}`, `\${v${index + 1}}`]).concat([['v150', 'x']]),
      ),
    ),
    fixed: vars(
      Object.fromEntries(
        Array.from({ length: 150 }, (_, index) => [
          `v${index}`,
          index % 50 === 0 ? 'x' : `\${v${index + 1}}`,
        ]).concat([['v150', 'x']]),
      ),
    ),
  },
  {
    rule: 'excessive-variables',
    says: 'Use fewer variables of variables',
    broken: vars({
      ...Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [`v${index + 1}`, `\${v${index}}\${v${index}}`]),
      ),
      v0: 'xx',
    }),
    fixed: vars({ v0: 'xx', v1: '${v0}${v0}' }),
  },
  {
    rule: 'unknown-variable',
    says: 'Did you mean ${alpha}?',
    broken: vars({ alpha: 'x', b: '${alpa}' }),
    fixed: vars({ alpha: 'x', b: '${alpha}' }),
  },
  {
    rule: 'unset-environment-variable',
    says: '${env:NOWHERE:-…}',
    broken: vars({ a: '${env:NOWHERE}' }),
    fixed: vars({ a: '${env:NOWHERE:-…}' }),
  },
  {
    rule: 'short-secret',
    says: 'longer one',
    broken: vars({ a: '${secret(env:TOKEN)}' }),
    fixed: vars({ a: '${secret(env:TOKEN:-long-enough)}' }),
    variables: { TOKEN: '' },
  },
  {
    rule: 'unknown-profile',
    says: 'Did you mean "worker"?',
    broken: {
      defaults: { profiles: { worker: { replicas: 1 } } },
      services: { api: { ...api, profile: 'work' } },
    },
    fixed: {
      defaults: { profiles: { worker: { replicas: 1 } } },
      services: { api: { ...api, profile: 'worker' } },
    },
  },
  {
    rule: 'not-one-service-target',
    says: 'externalName: payments.example.com',
    broken: kubernetesService({ ports: { https: 443 } }),
    fixed: kubernetesService({ ports: { https: 443 }, externalName: 'payments.example.com' }),
  },
  {
    rule: 'service-without-port',
    says: 'ports: { http: 80 }',
    broken: kubernetesService({ selector: { app: 'payments' } }),
    fixed: kubernetesService({ selector: { app: 'payments' }, ports: { http: 80 } }),
  },
  {
    rule: 'invalid-external-name',
    says: 'payments.example.com',
    broken: kubernetesService({ externalName: 'https://payments.example.com', ports: { https: 443 } }),
    fixed: kubernetesService({ externalName: 'payments.example.com', ports: { https: 443 } }),
  },
  {
    rule: 'external-name-without-port',
    says: 'ports: { https: 443 }',
    broken: kubernetesService({ externalName: 'payments.example.com' }),
    fixed: kubernetesService({ externalName: 'payments.example.com', ports: { https: 443 } }),
  },
  {
    rule: 'invalid-address',
    says: '192.0.2.1',
    broken: kubernetesService({ addresses: ['payments'], ports: { http: 80 } }),
    fixed: kubernetesService({ addresses: ['192.0.2.1'], ports: { http: 80 } }),
  },
  {
    rule: 'certificate-without-names',
    says: 'Write dnsNames',
    broken: certificate({}),
    fixed: certificate({ dnsNames: ['a.example.com'] }),
  },
  {
    rule: 'invalid-dns-name',
    says: 'addresses belong in ipAddresses',
    broken: certificate({ dnsNames: ['192.0.2.1'] }),
    fixed: certificate({ ipAddresses: ['192.0.2.1'] }),
  },
  {
    rule: 'common-name-too-long',
    says: 'Leave commonName out',
    broken: certificate({ dnsNames: ['a.example.com'], commonName: `${'a'.repeat(65)}.example.com` }),
    fixed: certificate({ dnsNames: ['a.example.com'] }),
  },
  {
    rule: 'renewal-said-twice',
    says: 'Leave both out',
    broken: certificate({ dnsNames: ['a.example.com'], renewBefore: '24h', renewBeforePercentage: 30 }),
    fixed: certificate({ dnsNames: ['a.example.com'] }),
  },
  {
    rule: 'missing-issuer',
    says: 'Set `issuer` for the whole environment',
    broken: { certificates: { web: { dnsNames: ['a.example.com'] } } },
    fixed: certificate({ dnsNames: ['a.example.com'] }),
  },
  {
    rule: 'host-expression-without-names',
    says: 'a wildcard',
    broken: routed(
      { match: 'HostRegexp(`^[a-z]+\\.example\\.com$`)', tls: { certificate: 'web' } },
      { certificates: { web: {} } },
    ),
    fixed: routed(
      { match: 'HostRegexp(`^[a-z]+\\.example\\.com$`)', tls: { certificate: 'web' } },
      { certificates: { web: { dnsNames: ['*.example.com'] } } },
    ),
  },
  {
    rule: 'unread-tls-store',
    says: 'default',
    broken: { objects: { store: { ...store, metadata: { name: 'web' } } } },
    fixed: { objects: { store: { ...store, metadata: { name: 'default' } } } },
  },
  {
    rule: 'unfindable-tls-option',
    says: 'single hyphens',
    broken: { tls: { options: { 'a--b': {} } } },
    fixed: { tls: { options: { 'a-b': {} } } },
  },
];
