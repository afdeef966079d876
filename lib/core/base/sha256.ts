import { createHash } from 'node:crypto';

/** The SHA-256 of a text in hexadecimal digits. @param digits how many of them, from the first on */
export function sha256(text: string, digits = 64): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
