import type { Browser } from 'playwright-core';
import { traffic } from '../../../lib/testing';
import { everything, modelOf } from '../../tools/map/everything';
import { type OpenPage, ask, openBrowser, openMap, titlesIn } from './page';
import { requestsFor } from './requests';

const seed = Number(process.env['SEED'] ?? 20_261);

let browser: Browser;
let open: OpenPage;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  const { complaints } = open;
  await open.close();
  if (complaints.length > 0) throw new Error(`The page complains:\n${complaints.join('\n')}`);
});

/** As the page has it, which is JSON. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

test.each([
  ['an environment', () => traffic('env:prod'), 120],
  ['objects of every kind', () => modelOf(everything()), 160],
])(
  'a request typed in the page of %s gives what explain gives',
  async (_, make, count) => {
    const model = make();
    open = await openMap(browser, [{ name: 'set', model }]);
    const different: unknown[] = [];
    for (const request of requestsFor(model, seed, count)) {
      const [got, wanted] = [await ask(open.page, request), asJson(model.explain(request))];
      if (JSON.stringify(got) !== JSON.stringify(wanted)) different.push({ seed, request, got, wanted });
    }
    expect(different).toEqual([]);
  },
  300_000,
);

test('a password that is typed is not told right or wrong, since the page does not know it', async () => {
  open = await openMap(browser, [{ name: 'set', model: modelOf(everything()) }]);
  const authorization = `Basic ${Buffer.from('alice:hunter2').toString('base64')}`;
  const answer = await ask(open.page, {
    url: 'https://shop.example/login',
    headers: { Authorization: authorization },
  });
  expect(answer).toMatchObject({ outcome: 'unknown', router: expect.stringContaining('shop-login') });
});

test('the way of a request lights up, and the routers that came near it', async () => {
  open = await openMap(browser, [{ name: 'set', model: modelOf(everything()) }]);
  const { page } = open;
  await ask(page, { url: 'https://a.shop.example/v1/x', clientIp: '10.0.0.1' });
  const lit = async (column: string) =>
    page.locator(`.column.${column} .item.tone-lit .name`).allTextContents();
  expect(await lit('entryPoints')).toEqual(['websecure']);
  expect(await lit('routers')).toEqual(['shop/v1']);
  expect(await lit('middlewares')).toEqual(['both', 'office', 'strip']);
  expect(await lit('services')).toEqual(['web:80']);
  // From column to column; lines are drawn with the next frame.
  await page.locator('.lines path').nth(3).waitFor({ state: 'attached' });
  expect(await page.locator('.lines path').count()).toBe(4);
  expect(await page.textContent('.outcome')).toBe('Forwarded to shop/web:80 as GET /x');

  await ask(page, { url: 'https://shop.exampel/' });
  expect(await page.locator('.column.routers .item.tone-near').count()).toBeGreaterThan(0);
  expect(await page.textContent('.outcome')).toBe('Answered by Traefik with 404');
});

test('a search, a choice and the keyboard lead to what goes together', async () => {
  open = await openMap(browser, [{ name: 'set', model: modelOf(everything()) }]);
  const { page } = open;
  // The page opens with the search.
  await page.keyboard.type('tcp.example');
  expect(await titlesIn(page, 'routers')).toEqual(['shop/stream']);
  expect(await titlesIn(page, 'services')).toEqual(['stream:22']);
  await page.fill('input[type=search]', '');
  await page.click('.column.middlewares .item:has-text("basicAuth") >> nth=0');
  expect((await titlesIn(page, 'routers')).slice(0, 2)).toEqual(['shop/login', 'shop/login']);
  expect(await page.textContent('aside')).toContain('basicAuth');
  await page.keyboard.press('Escape');
  expect(await page.locator('.item.tone-lit').count()).toBe(0);

  await page.focus('.column.hosts .list');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await page.locator('.column.hosts .item[aria-selected=true]').count()).toBe(1);
  await page.keyboard.press('ArrowRight');
  expect(await page.evaluate('document.activeElement.closest(".column").className')).toBe('column routers');
  await page.keyboard.press('r');
  await page.keyboard.type('https://shop.example/login');
  await page.keyboard.press('Enter');
  expect(await page.textContent('.outcome')).toBe('Answered by shop-login@kubernetescrd with 401');
});

test('filters leave what they say', async () => {
  open = await openMap(browser, [{ name: 'set', model: modelOf(everything()) }]);
  const { page } = open;
  await page.check('text=Problems');
  expect(new Set(await titlesIn(page, 'routers'))).toEqual(
    new Set([
      '✕ disabled shop/plugged',
      '✕ disabled shop/gone',
      '✕ disabled shop/old',
      '✕ disabled shop/no-mtls',
    ]),
  );
  await page.uncheck('text=Problems');
  await page.fill('.without input', 'ipAllowList');
  expect((await titlesIn(page, 'middlewares')).join()).not.toContain('office');
});

test('one page switches between sets, and colours what changed since another', async () => {
  const before = everything().replace('Host(`issued.example`)', 'Host(`was.example`)');
  const other = everything().replaceAll('shop.example', 'other.example');
  open = await openMap(browser, [
    { name: 'now', model: modelOf(everything()), from: { name: 'before', model: modelOf(before) } },
    { name: 'other', model: modelOf(other) },
  ]);
  const { page } = open;
  await page.check('text=Changed');
  expect(new Set(await titlesIn(page, 'routers'))).toEqual(new Set(['~ changed shop/issued']));
  await page.click('.column.routers .item');
  expect(await page.textContent('aside')).toContain('rule: Host(`was.example`) → Host(`issued.example`)');
  await ask(page, { url: 'https://issued.example/' });
  expect(await page.textContent('.compared')).toBe('Before: Answered by Traefik with 404');
  await page.uncheck('text=Changed');
  await page.selectOption('header .set', 'other');
  expect(await titlesIn(page, 'hosts')).toContain('other.example');
  expect(await titlesIn(page, 'hosts')).not.toContain('shop.example');
});

test('what a change does to all requests stands beside it, with a request to try of each kind', async () => {
  const before = everything().replace('Host(`issued.example`)', 'Host(`was.example`)');
  const example = { url: 'https://was.example/x', method: 'HEAD', headers: { 'X-A': ['1', '2'] }, sni: '' };
  const traffic = {
    verdict: 'some requests reach less than before',
    changes: [{ kind: 'closed', severity: 'warning', message: 'Nobody takes it any more.', example }],
  };
  open = await openMap(browser, [
    { name: 'now', model: modelOf(everything()), from: { name: 'before', model: modelOf(before), traffic } },
  ]);
  const { page } = open;
  expect(await page.textContent('aside')).toContain('Some requests reach less than before');
  await page.click('text=HEAD https://was.example/x');
  expect(await page.textContent('.compared')).toContain('Before: Forwarded to shop/web:80');
  expect(await page.inputValue('[name=headers]')).toBe('X-A: 1\nX-A: 2');
});

test('names that are markup are text, wherever they stand', async () => {
  const markup = '<img src=x onerror=alert(1)></script><script>alert(2)</script>';
  const quoted = JSON.stringify(markup);
  const hostile = `
apiVersion: v1
kind: Service
metadata: { name: ${quoted}, namespace: ${quoted}, annotations: { ${quoted}: ${quoted} } }
spec: { ports: [{ name: ${quoted}, port: 80 }] }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: ${quoted}, namespace: ${quoted} }
spec: { headers: { customRequestHeaders: { X-Markup: ${quoted} } } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: ${quoted}, namespace: ${quoted} }
spec:
  entryPoints: [web, ${quoted}]
  routes:
    - match: ${JSON.stringify(`Host(\`a.example\`) || Path(\`/${markup}\`)`)}
      kind: Rule
      middlewares: [{ name: ${quoted} }]
      services: [{ name: ${quoted}, port: 80 }]
    - match: ${quoted}
      kind: Rule
      services: [{ name: ${quoted}, port: 80 }]
`;
  open = await openMap(browser, [
    { name: markup, model: modelOf(hostile), from: { name: markup, model: modelOf(everything()) } },
  ]);
  const { page } = open;
  await ask(page, { url: `http://a.example/${markup}`, headers: { 'X-Markup': markup } });
  for (const column of ['routers', 'middlewares', 'services', 'entryPoints']) {
    await page.click(`.column.${column} .item`);
  }
  await page.evaluate('dispatchEvent(new Event("beforeprint"))');
  expect(await page.locator('img, iframe, object, embed').count()).toBe(0);
  expect(await page.locator('script').count()).toBe(2);
  expect(await page.title()).toBe(`Routes of ${markup}`);
  expect(await page.textContent('.paper')).toContain(markup);
});

test('3,000 routers open and stay fluid: only what is on the screen is in the document', async () => {
  const routes = Array.from(
    { length: 3000 },
    (_, at) => `    - match: Host(\`h${at % 1000}.example\`) && PathPrefix(\`/p${at}\`)
      kind: Rule
      services: [{ name: web, port: 80 }]`,
  );
  const text = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  entryPoints: [web]
  routes:
${routes.join('\n')}
`;
  open = await openMap(browser, [{ name: 'many', model: modelOf(text) }]);
  const { page } = open;
  expect(await page.textContent('header output')).toBe('3,002 routers');
  expect(await page.locator('.item').count()).toBeLessThan(250);
  await page.evaluate('document.querySelector(".column.routers .list").scrollTop = 100000');
  // Not by a function that the page would evaluate: its policy lets it evaluate nothing.
  await page.locator('[id="routers-2090"]').waitFor();
  expect(await page.locator('.item').count()).toBeLessThan(250);
  const chosen = await page.locator('[id="routers-2090"] .name').textContent();
  await page.click('[id="routers-2090"]');
  expect(await page.textContent('aside h2')).toBe(chosen);
  await page.keyboard.press('Escape');
  expect(await ask(page, { url: 'http://h7.example/p1007/x' })).toMatchObject({ outcome: 'forwarded' });
  await page.fill('input[type=search]', 'p2999');
  expect(await titlesIn(page, 'routers')).toContain('shop/web [2999]');
});

test('paper has a table of the routers that are shown', async () => {
  open = await openMap(browser, [{ name: 'set', model: modelOf(everything()) }]);
  const { page } = open;
  await page.fill('input[type=search]', 'tcp.example');
  await page.evaluate('dispatchEvent(new Event("beforeprint"))');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.paper tbody tr').allTextContents()).toEqual([
    'shop/streamHostSNI(`tcp.example`)websecureshop/stream:22',
  ]);
  expect(await page.isVisible('.body')).toBe(false);
});
