import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { mapPage } from '../../../lib/tools/map';
import { everything, modelOf, secrets } from './everything';

const hostile = '</script><img src=x onerror=alert(1)>';
const page = mapPage([{ name: hostile, model: modelOf(everything()) }]);

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start) + start.length;
  return text.slice(from, text.indexOf(end, from));
}

test('the page is one small file that asks for nothing', () => {
  expect(page.length).toBeLessThan(1_500_000);
  expect(page).not.toMatch(/<(?:link|img|iframe|script [^>]*src)/);
  expect(page).not.toMatch(/@import|url\(/);
});

test('the policy of the page lets only its own program and style in, and nothing out', () => {
  const policy = between(page, 'http-equiv="Content-Security-Policy" content="', '"');
  const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const [script = ''] = page.split('<script>').slice(1);
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${digest(script.slice(0, script.indexOf('</script>')))}`,
    `style-src ${digest(between(page, '<style>', '</style>'))}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('whatever objects and names hold is no markup', () => {
  expect(page).not.toContain('<img');
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  const packed = between(page, 'type="application/octet-stream">', '</script>');
  expect(packed).toMatch(/^[\w+/=]+$/);
  const data = gunzipSync(Buffer.from(packed, 'base64')).toString();
  expect(data).toContain(JSON.stringify(hostile));
  expect(secrets.filter((secret) => data.includes(secret))).toEqual([]);
});

test('the same sets give the same page', () => {
  expect(mapPage([{ name: hostile, model: modelOf(everything()) }]).length).toBe(page.length);
});
