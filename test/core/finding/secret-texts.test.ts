import * as fc from 'fast-check';
import { SecretTexts } from '../../../lib/core/finding';

const secrets = new SecretTexts(['hunter22', 'hunter22-and-more', 'line one of a key\nline two of a key']);

test.each([
  ['the password is hunter22.', 'the password is ***.'],
  ['the longer one first: hunter22-and-more', 'the longer one first: ***'],
  ['as Secrets have it: aHVudGVyMjI=', 'as Secrets have it: ***='],
  ['one line: line two of a key', 'one line: ***'],
  ['escaped: "line one of a key\\nline two of a key"', 'escaped: "***"'],
  ['cut: "line two of …"', 'cut: "***…"'],
  ['nothing to see', 'nothing to see'],
])('%s', (text, masked) => {
  expect(secrets.masked(text)).toBe(masked);
});

test('no text has a secret in it after it was masked, wherever it stood and however it was written', () => {
  const written = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => JSON.stringify(text),
    encodeURIComponent,
    (text) => Buffer.from(text).toString('base64'),
  );
  const secret = fc.string({ minLength: 4, maxLength: 40 }).filter((text) => !text.includes('*'));
  fc.assert(
    fc.property(secret, written, fc.string(), fc.string(), (text, write, before, after) => {
      const masked = new SecretTexts([text]).masked(`${before}${write(text)}${after}`);
      expect(masked).not.toContain(write(text));
    }),
    { seed: 12 },
  );
});
