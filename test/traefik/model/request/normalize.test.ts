import { TrafficModel } from '../../../../lib/traefik/model';
import { ingressRoute, shop, traefikObject } from '../objects';

/** What the backend hears of the path that was replaced, on an entry point that cleans no paths. */
function replaced(path: string): unknown {
  const traefik = { entryPoints: { web: { address: ':80', http: { sanitizePath: false } } } };
  const route = ingressRoute('web', 'PathPrefix(`/`)', { middlewares: [{ name: 'm' }] });
  const middleware = traefikObject('Middleware', 'm', { replacePath: { path: '/x' } });
  const model = TrafficModel.from(shop(middleware, route), { traefik });
  return model.explain({ url: `http://a.test${path}` }).forwarded?.headers['X-Replaced-Path'];
}

describe('the path as written, once an entry point has normalized it', () => {
  it.each([
    ['/%61%2d%7E', '/a-~'],
    ['/%2f%c3%a9', '/%2F%C3%A9'],
    ['/a/../b', '/a/../b'],
    ['/a b'.replace(' ', '%20'), '/a%20b'],
  ])('of %s is %s', (path, written) => {
    expect(replaced(path)).toBe(written);
  });

  it('has each byte beyond ASCII written as a character of its own', () => {
    expect(replaced('/é')).toBe('/Ã©');
  });
});
