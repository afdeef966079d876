import { gateway, gatewayObject, http, httpRoute, https, modelOf, toWeb } from './objects';
import { secret, traefikObject } from '../../objects';
import { selfSigned } from '../../../../../lib/traefik/model';

function explained(
  filters: readonly object[],
  url: string,
  { match = {}, version = '3.7.13' }: { readonly match?: object; readonly version?: string } = {},
): ReturnType<ReturnType<typeof modelOf>['explain']> {
  const pair = selfSigned(['a.test']);
  const cert = secret('cert', { 'tls.crt': pair.certificate, 'tls.key': pair.key });
  const addPrefix = traefikObject('Middleware', 'pre', { addPrefix: { prefix: '/pre' } });
  const rules = [{ matches: [match], filters, backendRefs: [toWeb] }];
  const objects = [gateway(http, https), httpRoute('app', { rules }), cert, addPrefix];
  return modelOf(objects, {}, { traefikVersion: version }).explain({ url });
}

const rewrite = (path: object): object => ({ type: 'URLRewrite', urlRewrite: { path } });

const redirect = (requestRedirect: object): object => ({ type: 'RequestRedirect', requestRedirect });

const prefix = { match: { path: { value: '/a' } } };

describe('filters of an HTTPRoute', () => {
  it('change headers of requests', () => {
    const requestHeaderModifier = {
      set: [
        { name: 'X-Set', value: '1' },
        { name: 'Host', value: 'inner.test' },
      ],
      add: [{ name: 'X-Add', value: '2' }],
      remove: ['X-Gone'],
    };
    const { forwarded } = explained(
      [{ type: 'RequestHeaderModifier', requestHeaderModifier }],
      'http://a.test/',
    );
    expect(forwarded?.headers).toMatchObject({ 'X-Set': '1', 'X-Add': '2', Host: 'inner.test' });
  });

  it('replace a prefix, in the path as it was written', () => {
    const filter = rewrite({ type: 'ReplacePrefixMatch', replacePrefixMatch: '/b/' });
    expect(explained([filter], 'http://a.test/a', prefix).forwarded?.url).toBe('/b');
    expect(explained([filter], 'http://a.test/a/c/', prefix).forwarded?.url).toBe('/b/c/');
    expect(explained([filter], 'http://a.test/a/c%2Fd', prefix).forwarded?.url).toBe('/b/c%2Fd');
    const older = explained([filter], 'http://a.test/a/c%2Fd', { ...prefix, version: '3.7.9' });
    expect(older.forwarded?.url).toBe('/b/c/d');
  });

  it('replace all of a path', () => {
    const filter = rewrite({ type: 'ReplaceFullPath', replaceFullPath: '/all' });
    expect(explained([filter], 'http://a.test/a/b?q=1').forwarded?.url).toBe('/all?q=1');
  });

  it('redirect', () => {
    const locationOf = (filter: object, url: string): unknown => {
      const { response } = explained([filter], url, prefix);
      return [response?.status, response?.headers['Location']];
    };
    expect(locationOf(redirect({ scheme: 'https' }), 'http://a.test:80/a?q=1')).toEqual([
      302,
      'https://a.test/a?q=1',
    ]);
    expect(locationOf(redirect({ hostname: 'b.test', statusCode: 308 }), 'https://a.test/a/b')).toEqual([
      308,
      'https://b.test/a/b',
    ]);
    const path = { type: 'ReplacePrefixMatch', replacePrefixMatch: '' };
    expect(locationOf(redirect({ port: 8080, path }), 'http://a.test/a')).toEqual([
      302,
      'http://a.test:8080/',
    ]);
  });

  it('may be Middlewares of the same namespace', () => {
    const extensionRef = { group: 'traefik.io', kind: 'Middleware', name: 'pre' };
    const { forwarded, middlewares } = explained([{ type: 'ExtensionRef', extensionRef }], 'http://a.test/x');
    expect(forwarded?.url).toBe('/pre/x');
    expect(middlewares).toEqual([{ name: 'shop-pre@kubernetescrd', type: 'addPrefix' }]);
  });

  it('of kinds that Traefik does not have answer with 500', () => {
    const requestMirror = { backendRef: toWeb };
    const { response } = explained([{ type: 'RequestMirror', requestMirror }], 'http://a.test/');
    expect(response?.status).toBe(500);
  });

  it('of a backend work on what goes there', () => {
    const requestHeaderModifier = { set: [{ name: 'X-Set', value: '1' }] };
    const backend = { ...toWeb, filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier }] };
    const rules = [{ backendRefs: [backend] }];
    const { forwarded } = modelOf([gateway(http), httpRoute('app', { rules })]).explain({
      url: 'http://a.test/',
    });
    expect(forwarded?.headers).toMatchObject({ 'X-Set': '1' });
  });
});

describe('a BackendTLSPolicy', () => {
  const policy = (caCertificateRefs: readonly object[]): object =>
    gatewayObject('BackendTLSPolicy', 'tls', {
      targetRefs: [{ group: '', kind: 'Service', name: 'web' }],
      validation: { hostname: 'web.test', caCertificateRefs },
    });
  const ref = { group: '', kind: 'ConfigMap', name: 'ca' };
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ca', namespace: 'shop' } };

  it('lets Traefik speak TLS to the Service', () => {
    const ca = { ...configMap, data: { 'ca.crt': selfSigned(['ca.test']).certificate } };
    const model = modelOf([gateway(http), httpRoute('app', {}), policy([ref]), ca]);
    expect(model.explain({ url: 'http://a.test/' }).backends).toMatchObject([{ scheme: 'https' }]);
  });

  it('without its authority makes the backend unavailable', () => {
    const model = modelOf([gateway(http), httpRoute('app', {}), policy([ref])]);
    expect(model.explain({ url: 'http://a.test/' }).response?.status).toBe(500);
    expect(model.routes().dropped.map(({ object, path }) => [object.kind, path])).toEqual([
      ['HTTPRoute', 'spec.rules[0].backendRefs[0]'],
      ['BackendTLSPolicy', 'spec.validation.caCertificateRefs[0]'],
    ]);
  });
});
