import { TrafficModel } from '../../../../../lib/traefik/model';
import { ingressRoute, shop, traefikObject } from '../../objects';

const auth = traefikObject('Middleware', 'auth', { forwardAuth: { address: 'http://auth.shop/' } });
const pages = traefikObject('Middleware', 'pages', {
  errors: { status: ['401-403'], service: { name: 'web', port: 80 }, query: '/sign-in' },
});

function reasons(...middlewares: readonly string[]): readonly string[] {
  const route = ingressRoute('web', 'Host(`a.test`)', { middlewares: middlewares.map((name) => ({ name })) });
  return TrafficModel.from(shop(auth, pages, route)).explain({ url: 'http://a.test/' }).reasons;
}

describe('error pages', () => {
  it('stand in for the answers of what comes after them', () => {
    expect(reasons('pages', 'auth')).toEqual([
      'errors shop/pages catches 401-403 of forwardAuth shop/auth and the backend',
    ]);
  });

  it('do not for what comes before them', () => {
    expect(reasons('auth', 'pages')).toEqual([
      'errors shop/pages catches 401-403 of the backend; not those of forwardAuth shop/auth, which stands before it: put errors first to catch them',
    ]);
  });
});
