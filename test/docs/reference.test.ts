import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { referencePage, referenceText } from '../../scripts/reference';

const page = readFileSync(join(__dirname, '../..', referencePage), 'utf8');

test('docs/reference.md shows the fields of today; `npm run reference` writes it', () => {
  expect(page === referenceText()).toBe(true);
}, 120_000);

test('a field has its type with bounds, its default and its unit', () => {
  expect(page).toMatch(
    /\| `drainSeconds` \| whole number, at least 0 \| `25` \| Seconds that the program needs/,
  );
  expect(page).toMatch(/\| `image` \| text \| required \|/);
});

test('every link within the page leads to a section', () => {
  const sections = new Set(
    [...page.matchAll(/^### (.*)$/gm)].map(([, name = '']) => `#${name.toLowerCase()}`),
  );
  const links = [...page.matchAll(/\]\((#[^)]+)\)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter((link) => !sections.has(link))).toEqual([]);
});
