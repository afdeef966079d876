import { everything as allOf, filtered, shownItems } from '../../../../lib/tools/map/view/filter';
import { litBy, litByRequest } from '../../../../lib/tools/map/view/lit';
import { nothingTyped, requestOf } from '../../../../lib/tools/map/view/request';
import { type Column, type View, viewOf } from '../../../../lib/tools/map/view/view';
import { everything, modelOf } from '../everything';

const model = modelOf(everything());
const view = viewOf(model);

function titles(of: View, column: Column): readonly string[] {
  return of.items[column].map(({ title }) => title);
}

function routersOf(of: View, found: ReadonlySet<number>): readonly string[] {
  return [...new Set([...found].map((index) => of.rows[index]?.router.object?.name ?? ''))].toSorted();
}

describe('the columns', () => {
  test('lead from entry points over hosts, routers and middlewares to services', () => {
    expect(titles(view, 'entryPoints')).toEqual(['metrics', 'traefik', 'web', 'websecure']);
    expect(titles(view, 'hosts')).toEqual(
      expect.arrayContaining(['shop.example', 'tcp.example', '~^[a-z]+\\.shop\\.example$', 'any host']),
    );
    expect(titles(view, 'middlewares')).toEqual(expect.arrayContaining(['both', 'office', 'strip', 'login']));
    expect(titles(view, 'services')).toEqual(
      expect.arrayContaining(['web:80', 'stream:22', 'ping@internal']),
    );
  });

  test('know that a middleware of a chain is passed as well, and of which kind each is', () => {
    const office = view.items.middlewares.find(({ key }) => key === 'shop/office');
    expect(office).toMatchObject({ detail: 'ipAllowList in shop' });
    expect(routersOf(view, new Set(office?.rows))).toEqual(['old', 'v1']);
  });

  test('mark routers that are disabled', () => {
    const marked = view.items.routers.filter(({ mark }) => mark === 'disabled').map(({ title }) => title);
    expect([...new Set(marked)]).toEqual(
      expect.arrayContaining(['shop/gone', 'shop/no-mtls', 'shop/plugged']),
    );
  });
});

describe('a filter', () => {
  const found = (change: Partial<typeof allOf>) => routersOf(view, filtered(view, { ...allOf, ...change }));

  test('finds routers by words of host, path, middleware or backend, and leaves out what has a word after a dash', () => {
    expect(found({ search: 'mtls.example' })).toEqual(['mtls', 'no-mtls']);
    expect(found({ search: 'MTLS.example -no-' })).toEqual(['mtls']);
    expect(found({ search: 'basicauth' })).toEqual(['login', 'one']);
    expect(found({ search: 'nothing like it' })).toEqual([]);
  });

  test('finds routers without a middleware, by kind or name, in chains too', () => {
    expect(found({ without: 'ipAllowList' })).not.toContain('v1');
    expect(found({ without: 'ipAllowList' })).toContain('login');
    expect(found({ without: 'shop/login' })).not.toContain('login');
  });

  test('finds routers with TLS alone, without it, and with problems', () => {
    const tls = filtered(view, { ...allOf, protocol: 'tls' });
    const plain = filtered(view, { ...allOf, protocol: 'plain' });
    expect(tls.size + plain.size).toBe(view.rows.length);
    expect([...tls].every((index) => view.rows[index]?.router.isTls)).toBe(true);
    expect(found({ onlyProblems: true })).toEqual(['gone', 'no-mtls', 'old', 'plugged']);
  });

  test('leaves in each column what routers of it go through', () => {
    const shown = shownItems(view, filtered(view, { ...allOf, search: 'tcp.example' }), undefined);
    expect(shown.services.map(({ item, count }) => [item.key, count])).toEqual([['shop/stream:22', 1]]);
    expect(shown.middlewares).toEqual([]);
  });
});

describe('what is looked at', () => {
  const all = new Set(view.rows.keys());

  test('lights both ways what goes together with it', () => {
    const office = view.items.middlewares.find(({ key }) => key === 'shop/strip');
    if (!office) throw new Error('no such middleware');
    const lit = litBy(view, office, all);
    expect([...lit.hosts.keys()]).toEqual(['~^[a-z]+\\.shop\\.example$']);
    expect([...lit.middlewares.keys()]).toEqual(['shop/strip']);
    expect([...lit.services.keys()]).toEqual(['shop/web:80']);
  });

  test('of a request is its way, and the routers that were near it', () => {
    const lit = litByRequest(view, model.explain({ url: 'https://shop.example/gone' }), 'shop.example');
    expect([...lit.entryPoints.keys()]).toEqual(['websecure']);
    expect([...lit.hosts.keys()]).toEqual(['shop.example']);
    expect([...lit.routers.values()].toSorted()).toEqual(expect.arrayContaining(['leftOut', 'lit']));
    const missed = litByRequest(view, model.explain({ url: 'https://shop.exampel/' }), 'shop.exampel');
    expect([...missed.routers.values()]).toContain('near');
  });

  test('stands first in its column', () => {
    const item = view.items.hosts.find(({ key }) => key === 'tcp.example');
    if (!item) throw new Error('no such host');
    const { routers } = shownItems(view, all, litBy(view, item, all));
    expect(routers[0]).toMatchObject({ item: { title: 'shop/stream' }, tone: 'lit' });
    expect(routers[1]).toMatchObject({ tone: undefined });
  });
});

describe('what changed', () => {
  test('is a router that is new, no more, or other in itself or in what it goes through', () => {
    const before = everything()
      .replace('Host(`issued.example`)', 'Host(`was.example`)')
      .replace('sourceRange: [10.0.0.0/8]', 'sourceRange: [10.0.0.0/16]')
      .replace(
        'name: ask, namespace: shop }\nspec:\n  entryPoints',
        'name: asked, namespace: shop }\nspec:\n  entryPoints',
      );
    const { rows } = viewOf(model, modelOf(before));
    const changes = new Map(rows.map(({ router, change }) => [router.object?.name, change]));
    expect(changes.get('issued')).toEqual({
      kind: 'changed',
      what: ['rule: Host(`was.example`) → Host(`issued.example`)', 'priority: 19 → 22'],
    });
    expect(changes.get('v1')).toEqual({ kind: 'changed', what: ['Middleware shop/office changed'] });
    expect(changes.get('ask')?.kind).toBe('added');
    expect(changes.get('asked')?.kind).toBe('removed');
    expect(changes.get('login')?.kind).toBe('same');
  });
});

describe('a typed request', () => {
  test('is what the command line would be asked', () => {
    expect(
      requestOf({
        ...nothingTyped,
        method: 'POST',
        url: ' https://a.example/x ',
        headers: 'X-A: 1\nX-A: 2\n\nX-B:',
        sni: "''",
        alpn: 'h2, http/1.1',
      }),
    ).toEqual({
      method: 'POST',
      url: 'https://a.example/x',
      headers: { 'X-A': ['1', '2'], 'X-B': [''] },
      sni: '',
      alpn: ['h2', 'http/1.1'],
    });
  });

  test('says what is wrong with it', () => {
    expect(requestOf(nothingTyped)).toBeUndefined();
    expect(requestOf({ ...nothingTyped, url: 'a.example' })).toEqual({
      error: expect.stringContaining('https://'),
    });
    expect(requestOf({ ...nothingTyped, url: 'http://a', headers: 'x' })).toEqual({
      error: 'A header is written Name: value, not “x”.',
    });
  });
});
