import { readFileSync } from 'node:fs';
import { composePage, composePageText } from '../../../scripts/compose-page';
import { codes, serviceKeys } from '../../../lib/tools/compose';
import { projects } from './projects';
import { converted } from './support';

test('docs/compose.md tells what the code does (npm run compose:page makes it anew)', () => {
  expect(readFileSync(composePage, 'utf8')).toBe(composePageText());
});

test('a key of a service gives no other codes than the page says of it', () => {
  const wrong = Object.values(projects).flatMap((files) =>
    converted(files).entries.flatMap(({ path, code }) => {
      const [section, , key = ''] = path.split(/[.[]/);
      const mapping = Object.entries(serviceKeys).find(([name]) => name === key)?.[1];
      const isKnown =
        code === null || code === 'CM101' || mapping === undefined || mapping.codes.includes(code);
      return section !== 'services' || path.includes('traefik') || path.includes('proxy') || isKnown
        ? []
        : [`${key} ${code}`];
    }),
  );
  expect([...new Set(wrong)]).toEqual([]);
});

test('a mapping names codes of the catalogue alone', () => {
  const given = new Set<string>(Object.values(serviceKeys).flatMap((mapping) => mapping.codes));
  expect([...given].filter((code) => !(code in codes))).toEqual([]);
});
