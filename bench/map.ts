import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { mapPage } from '../lib/tools/map';
import { TrafficModel } from '../lib/traefik/model';
import { chromiumPath } from '../test/real/parts/chromium';

/*
 * The page of 3,000 routers: making it, its size, and how fluid it is in Chromium: `npx tsx bench/map.ts`. Frames are
 * those of two seconds of scrolling all of the routers.
 */

const routers = 3_000;

const service = (at: number): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: `web-${at}`, namespace: `team-${at % 40}` },
  spec: { ports: [{ name: 'http', port: 80 }] },
});

const middleware = (at: number): object => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'Middleware',
  metadata: { name: 'strip', namespace: `team-${at}` },
  spec: { stripPrefix: { prefixes: ['/api'] } },
});

const route = (at: number): object => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'IngressRoute',
  metadata: { name: `web-${at}`, namespace: `team-${at % 40}` },
  spec: {
    entryPoints: ['websecure'],
    routes: [
      {
        match: `Host(\`h${at % 1000}.example.com\`) && PathPrefix(\`/api/p${at}\`)`,
        kind: 'Rule',
        middlewares: [{ name: 'strip' }],
        services: [{ name: `web-${at}`, port: 80 }],
      },
    ],
    tls: {},
  },
});

const objects = [
  ...Array.from({ length: 40 }, (_, at) => middleware(at)),
  ...Array.from({ length: routers }, (_, at) => [service(at), route(at)]).flat(),
];

function took(name: string, start: number): void {
  console.log(`${name.padEnd(38)}${Math.round(performance.now() - start).toLocaleString('en')} ms`);
}

async function main(): Promise<void> {
  let start = performance.now();
  const model = TrafficModel.from(objects);
  took('model', start);
  start = performance.now();
  const html = mapPage([{ name: 'many', model }]);
  took('page, with its program', start);
  console.log(`${'size'.padEnd(38)}${Math.round(html.length / 1000).toLocaleString('en')} kB`);
  const folder = mkdtempSync(join(tmpdir(), 'map-'));
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const file = join(folder, 'map.html');
    writeFileSync(file, html);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    start = performance.now();
    await page.goto(`file://${file}`);
    await page.waitForSelector('.column.routers .item');
    took('open', start);
    for (const [name, step] of Object.entries(steps)) {
      const times: number[] = [];
      for (let round = 0; round < 7; round++) times.push(Number(await page.evaluate(timed(step(round)))));
      const median = times.toSorted((a, b) => a - b)[3] ?? 0;
      const worst = Math.max(...times);
      console.log(`${name.padEnd(38)}${median.toFixed(0)} ms (at most ${worst.toFixed(0)} ms)`);
    }
    console.log(String(await page.evaluate(scrolling)));
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Steps of a user, as programs of the page. */
const steps: Readonly<Record<string, (round: number) => string>> = {
  'a letter in the search': (round) => `
    const search = document.querySelector('input[type=search]');
    search.value = 'p${round}';
    search.dispatchEvent(new Event('input'));`,
  'no search any more': () => `
    const search = document.querySelector('input[type=search]');
    search.value = '';
    search.dispatchEvent(new Event('input'));`,
  'a request': (round) => `
    const form = document.querySelector('form.request');
    form.elements.url.value = 'https://h${round}.example.com/api/p${round}/x';
    form.requestSubmit();`,
  'a request that nobody takes': (round) => `
    const form = document.querySelector('form.request');
    form.elements.url.value = 'https://h${round}.exampel.com/api/p${round}/x';
    form.requestSubmit();`,
  'the entry point of all': () => `document.querySelector('.column.entryPoints .item:last-child').click();`,
};

/** How long a step takes until what it shows is drawn. */
function timed(step: string): string {
  return `new Promise((resolve) => {
    const start = performance.now();
    { ${step} }
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
  })`;
}

const scrolling = `new Promise((resolve) => {
  const list = document.querySelector('.column.routers .list');
  const start = performance.now();
  const frames = [];
  let last = start;
  const step = (now) => {
    frames.push(now - last);
    last = now;
    if (now - start > 2000) {
      const sorted = frames.slice(1).sort((a, b) => a - b);
      const [median, worst] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
      resolve(sorted.length + ' frames in two seconds of scrolling, median ' + median.toFixed(0) + ' ms, at most ' + worst.toFixed(0) + ' ms');
      return;
    }
    list.scrollTop = ((now - start) / 2000) * list.scrollHeight;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})`;

void main();
