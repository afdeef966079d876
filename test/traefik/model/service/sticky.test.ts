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
      'sticky: no cookie keeps a client on a pod of shop/web: a reference to it asks for one (v), and another one, which Traefik reads later, for none',
      expect.stringContaining(
        'several references to shop/web port 80 make the one service shop-web-80@kubernetescrd',
      ),
    ]);
  });

  it('are told to be lost where none of them is left, and where the last reference is sticky are not', () => {
    const services = ['web', 'green'].map((name) => ({ name, port: 80, ...cookie('v') }));
    const other = (more: object): object =>
      traefikObject('TraefikService', 'other', {
        weighted: { services: services.map(({ name, port }) => ({ name, port, ...more })) },
      });
    const route = ingressRoute('web', 'Host(`a.test`)', { services });
    const lost = notes([route, other({})]).filter((note) => note.startsWith('sticky:'));
    expect(lost).toEqual([
      'sticky: which of the 2 services takes a request is drawn anew each time. To keep it on its service, make a TraefikService whose weighted is sticky',
      expect.stringContaining('no cookie keeps a client on a pod of shop/web'),
      expect.stringContaining('no cookie keeps a client on a pod of shop/green'),
    ]);
    expect(notes([route, other({ sticky: { cookie: {} } })]).join('\n')).not.toContain('no cookie keeps');
  });
});
