import { readFileSync } from 'node:fs';
import { planPicture } from '../../../lib/check/release';
import { courseOf, statesOf } from '../../../lib/traefik/release';
import { pictureFiles } from '../../../scripts/release-pictures';

test.each([...pictureFiles()])('%s shows the steps of today; `npm run pictures` draws it', (path, drawn) => {
  expect(readFileSync(path, 'utf8')).toBe(drawn);
});

test('a bar has the share of each version', () => {
  const picture = planPicture('<shop>', statesOf(courseOf({ steps: [25] })));
  expect(picture).toContain('<title>&#60;shop&#62;</title>');
  const bars = [...picture.matchAll(/<rect x="(\d+)" y="112" width="(\d+)"/g)].map(([, x, width]) => [
    x,
    width,
  ]);
  expect(bars).toEqual([
    ['130', '300'],
    ['430', '100'],
  ]);
});
