import { createHash } from 'node:crypto';
import { bcryptMatches } from './bcrypt';

/**
 * Whether a password (bytes) fits a hash of an htpasswd file: `{SHA}`, bcrypt, or MD5 of Unix and Apache. Undefined
 * where that is not told.
 */
export function passwordMatches(password: string, hash: string): boolean | undefined {
  const bytes = Buffer.from(password, 'latin1');
  if (hash.startsWith('{SHA}')) return hash.slice(5) === createHash('sha1').update(bytes).digest('base64');
  if (/^\$2[abxy]\$/.test(hash)) return bcryptMatches(bytes, hash);
  const [first, magic, salt, rest] = splitHash(hash);
  if (first === undefined || magic === undefined || salt === undefined || rest === undefined) return false;
  return md5Crypt(bytes, salt, `$${magic}$`) === hash;
}

/** Splits at the first three dollars. */
function splitHash(hash: string): readonly string[] {
  const parts = hash.split('$');
  return parts.length < 4 ? [] : [...parts.slice(0, 3), parts.slice(3).join('$')];
}

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The order in which the digest's bytes are written, three at a time; the last byte stands alone. */
const order: readonly (readonly number[])[] = [
  [0, 6, 12],
  [1, 7, 13],
  [2, 8, 14],
  [3, 9, 15],
  [4, 10, 5],
  [11],
];

function md5Crypt(password: Buffer, salt: string, magic: string): string {
  const saltBytes = Buffer.from(salt);
  const md5 = (...parts: readonly Buffer[]): Buffer =>
    createHash('md5').update(Buffer.concat(parts)).digest();
  const inner = md5(password, saltBytes, password);
  const repeated = Buffer.alloc(password.length, inner);
  const bits = password.length
    .toString(2)
    .split('')
    .reverse()
    .map((bit) => (bit === '1' ? Buffer.from([0]) : password.subarray(0, 1)));
  let digest = md5(password, Buffer.from(magic), saltBytes, repeated, ...(password.length > 0 ? bits : []));
  for (let round = 0; round < 1000; round++) {
    digest = md5(
      round % 2 === 1 ? password : digest,
      round % 3 === 0 ? Buffer.alloc(0) : saltBytes,
      round % 7 === 0 ? Buffer.alloc(0) : password,
      round % 2 === 1 ? digest : password,
    );
  }
  const text = order.map((indexes) => {
    let value = indexes.reduce((sum, index) => (sum << 8) | (digest[index] ?? 0), 0);
    let letters = '';
    for (let count = 0; count <= indexes.length; count++) {
      letters += alphabet[value & 63];
      value >>= 6;
    }
    return letters;
  });
  return `${magic}${salt}$${text.join('')}`;
}
