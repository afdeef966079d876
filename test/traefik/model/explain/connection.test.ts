import { TrafficModel } from '../../../../lib/traefik/model';
import { ingressRoute, shop, traefikObject } from '../objects';

describe('a client that offers acme-tls/1', () => {
  const alpn = ['acme-tls/1'];

  it('gets no certificate where Traefik ends TLS, for it shows it those of challenges alone', () => {
    const route = ingressRoute('web', 'Host(`a.test`)', {}, { entryPoints: ['websecure'] });
    const found = TrafficModel.from(shop(route)).explain({ url: 'https://a.test/', alpn });
    expect(found).toMatchObject({
      outcome: 'rejected',
      notes: [expect.stringContaining('challenges under way')],
    });
  });

  it('is passed through to who answers its challenge', () => {
    const route = traefikObject('IngressRouteTCP', 'raw', {
      entryPoints: ['websecure'],
      routes: [{ match: 'HostSNI(`a.test`)', services: [{ name: 'web', port: 80 }] }],
      tls: { passthrough: true },
    });
    expect(TrafficModel.from(shop(route)).explain({ url: 'tls://a.test:443', alpn }).outcome).toBe(
      'forwarded',
    );
  });
});
