import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type Page, chromium } from 'playwright-core';
import { type Mapped, mapPage } from '../../../lib/tools/map';
import type { Explanation, RequestLine } from '../../../lib/traefik/model';
import { typedOf } from '../../../lib/tools/map/view/request';
import { chromiumPath } from '../parts/chromium';

/** A browser that reaches for nothing by itself. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    throw new Error(
      'There is no Chromium: `npm run real:build` installs it, or name one in the variable CHROMIUM.',
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page in a browser. */
export interface OpenPage {
  readonly page: Page;
  /** Everything that went wrong, and every address that was asked for but the page's own. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens the page of these sets. */
export async function openMap(
  browser: Browser,
  sets: readonly Mapped[],
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<OpenPage> {
  const folder = mkdtempSync(join(tmpdir(), 'map-'));
  const file = join(folder, 'map.html');
  writeFileSync(file, mapPage(sets));
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== `file://${file}`) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(`file://${file}`);
  await page.waitForSelector('main');
  return {
    page,
    complaints,
    close: async () => {
      await page.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Types a request and reads what the page says of it. */
export async function ask(page: Page, request: RequestLine): Promise<Explanation> {
  const fields = typedOf(request);
  await page.evaluate(`(() => {
    const form = document.querySelector('form.request');
    for (const [name, value] of Object.entries(${JSON.stringify(fields)})) form.elements[name].value = value;
    form.requestSubmit();
  })()`);
  const text = await page.textContent('#answer-json');
  const answer: Explanation = JSON.parse(text ?? 'null');
  return answer;
}

/** The titles of what a column shows on the screen. */
export async function titlesIn(page: Page, column: string): Promise<readonly string[]> {
  const names = await page.locator(`.column.${column} .item .name`).allTextContents();
  return names.map((name) => name.trim());
}
