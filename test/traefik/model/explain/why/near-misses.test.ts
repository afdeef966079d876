import { type Explanation, TrafficModel } from '../../../../../lib/traefik/model';
import { ingressRoute, shop, traefikObject } from '../../objects';

function explain(objects: readonly object[], url: string): Explanation {
  return TrafficModel.from(objects).explain({ url });
}

function names({ nearMisses }: Explanation): readonly (string | undefined)[] {
  return nearMisses.map(({ object }) => object?.name);
}

describe('near misses', () => {
  it('name the nearest host first, and none that has nothing to do with it', () => {
    const objects = shop(
      ingressRoute('far', 'Host(`billing.test`)'),
      ingressRoute('near', 'Host(`portal.shop.test`)'),
      ingressRoute('wild', 'Host(`*.shop.test`)'),
    );
    expect(names(explain(objects, 'http://a.portal.shop.test/'))).toEqual(['wild', 'near']);
    expect(names(explain(objects, 'http://protal.shop.example/'))).not.toContain('far');
  });

  it('say that a wildcard is one label, and not the name below which it stands', () => {
    const objects = shop(ingressRoute('wild', 'Host(`*.apps.test`)'));
    expect(explain(objects, 'http://a.b.apps.test/').nearMisses).toMatchObject([
      { because: '* stands for one label, and "a.b" has 2' },
    ]);
    expect(explain(objects, 'http://apps.test/').nearMisses).toMatchObject([
      { because: '*.apps.test is for names below apps.test, not for that name itself' },
    ]);
  });

  it('say that Host takes no expressions', () => {
    const found = explain(shop(ingressRoute('odd', 'Host(`.*-apps.test`)')), 'http://a-apps.test/');
    expect(found.nearMisses).toMatchObject([
      { because: expect.stringContaining('those are for HostRegexp') },
    ]);
  });

  it('tell who takes the other scheme, and the other entry point', () => {
    const secure = ingressRoute('secure', 'Host(`a.test`)', {}, { entryPoints: ['web'], tls: {} });
    expect(explain(shop(secure), 'http://a.test/').nearMisses).toMatchObject([
      { failed: [], because: 'it has TLS, so it takes https alone on web' },
    ]);
    const plain = ingressRoute('plain', 'Host(`a.test`)');
    expect(explain(shop(plain), 'https://a.test/').nearMisses).toMatchObject([
      { failed: [], because: 'it is on the entry point web only' },
    ]);
  });

  it.each([
    ['Host(`a.test`) && Path(`/order/{id}`)', 'http://a.test/order/7', 'PathRegexp(`^/order/[^/]+$`)'],
    ['Host(`a.test`) && PathPrefix(`/{lang:de|fr}/x`)', 'http://a.test/de/x/y', 'PathRegexp(`^/(de|fr)/x`)'],
    ['HostRegexp(`{t:[a-z]+}.a.test`)', 'http://one.a.test/', 'HostRegexp(`^[a-z]+\\.a\\.test$`)'],
    ['Host(`a.test`) && Query(`mode=beta`)', 'http://a.test/?mode=beta', 'Query(`mode`, `beta`)'],
  ])('translate %s, which v3 takes and reads otherwise', (rule, url, meant) => {
    const [miss] = explain(shop(ingressRoute('old', rule)), url).nearMisses;
    expect(miss?.because).toContain(`in v3 write ${meant}`);
    expect(
      explain(
        shop(
          ingressRoute(
            'new',
            rule.replace(/(Path|PathPrefix|HostRegexp|Query)\(`[^`]*`\)/, () => meant),
          ),
        ),
        url,
      ),
    ).toMatchObject({
      outcome: 'forwarded',
    });
  });

  it('name the TCP router that lost to HTTPS, whoever took the request', () => {
    const passthrough = traefikObject('IngressRouteTCP', 'legacy', {
      entryPoints: ['websecure'],
      routes: [{ match: 'HostSNI(`a.test`)', services: [{ name: 'web', port: 80 }] }],
      tls: { passthrough: true },
    });
    const app = ingressRoute(
      'app',
      'Host(`a.test`) && PathPrefix(`/v1`)',
      {},
      { entryPoints: ['websecure'] },
    );
    for (const url of ['https://a.test/v1', 'https://a.test/other']) {
      expect(explain(shop(passthrough, app), url).nearMisses[0]).toMatchObject({
        object: { kind: 'IngressRouteTCP', name: 'legacy' },
        because: expect.stringContaining('HTTPS takes all connections for it'),
      });
    }
    expect(explain(shop(passthrough), 'https://a.test/').nearMisses).toEqual([]);
  });

  it('name who takes the request once the client shows a certificate', () => {
    const mtls = traefikObject('TLSOption', 'mtls', {
      clientAuth: { clientAuthType: 'RequireAnyClientCert' },
    });
    const tls = { options: { name: 'mtls' } };
    const inside = ingressRoute('inside', 'Host(`a.test`)', {}, { entryPoints: ['websecure'], tls });
    const found = explain(shop(mtls, inside), 'https://a.test/');
    expect(found).toMatchObject({
      outcome: 'rejected',
      nearMisses: [
        { object: { name: 'inside' }, because: 'it takes this request, once the handshake is through' },
      ],
    });
  });
});
