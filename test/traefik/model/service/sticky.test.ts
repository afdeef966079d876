import { TrafficModel } from '../../../../lib/traefik/model';
import { ingressRoute, service, shop, traefikObject } from '../objects';

const cookie = (name: string): object => ({ sticky: { cookie: { name } } });

function notes(objects: readonly object[]): readonly string[] {
  return TrafficModel.from(shop(service('green', 80), ...objects)).explain({ url: 'http://a.test/' }).notes;
}

describe('sticky sessions', () => {
  it('keep a client on its pod', () => {
    const route = ingressRoute('web', 'Host(`a.test`)', {
      services: [{ name: 'web', port: 80, ...cookie('pod') }],
    });
    expect(notes([route])).toEqual(['sticky: the cookie pod keeps a client on its pod of shop/web']);
  });

  it('keep nobody anywhere behind the one address of nativeLB', () => {
    const route = ingressRoute('web', 'Host(`a.test`)', {
      services: [{ name: 'web', port: 80, nativeLB: true, ...cookie('pod') }],
    });
    expect(notes([route])).toEqual([expect.stringContaining('keeps nobody on a pod: with nativeLB')]);
  });

  it('of several services of a route do not keep it on one of them', () => {
    const services = ['web', 'green'].map((name) => ({ name, port: 80, ...cookie('v') }));
    expect(notes([ingressRoute('web', 'Host(`a.test`)', { services })])).toEqual([
      expect.stringMatching(
        /^sticky: which of the 2 services takes a request is drawn anew .*v of shop\/web, v of shop\/green/,
      ),
    ]);
  });

  it('of a weighted service keep it on one, unless that has weight 0', () => {
    const weighted = traefikObject('TraefikService', 'split', {
      weighted: {
        services: [
          { name: 'web', port: 80, weight: 0 },
          { name: 'green', port: 80, weight: 1 },
        ],
        ...cookie('version'),
      },
    });
    const route = ingressRoute('web', 'Host(`a.test`)', {
      services: [{ name: 'split', kind: 'TraefikService' }],
    });
    expect(notes([weighted, route])).toEqual([
      'sticky: the cookie version keeps a client on its service, not on a pod of it',
      'sticky: shop/web has weight 0 and takes no request, not even of clients whose cookie names it',
    ]);
  });

  it('are lost where another reference to the port says otherwise', () => {
    const services = ['web', 'green'].map((name) => ({ name, port: 80, ...cookie('v') }));
    const other = traefikObject('TraefikService', 'other', {
      weighted: { services: [{ name: 'web', port: 80 }] },
    });
    expect(notes([ingressRoute('web', 'Host(`a.test`)', { services }), other])).toEqual([
      expect.stringContaining('the cookies of the services (v of shop/green)'),
      expect.stringContaining(
        'several references to shop/web port 80 make the one service shop-web-80@kubernetescrd',
      ),
    ]);
  });
});
