import { timingSafeEqual } from 'node:crypto';

/*
 * bcrypt, since htpasswd files hold it and Node does not know it. Blowfish's tables are the fraction of pi in hex;
 * they are computed once, when the first hash is checked.
 */

const rounds = 16;
const boxes = 4;
const boxSize = 256;

let tables: Int32Array | undefined;

/** The first 18 + 4 × 256 words of pi's fraction. */
function piWords(): Int32Array {
  if (tables) return tables;
  const count = rounds + 2 + boxes * boxSize;
  const guard = 64n;
  const one = 1n << (BigInt(count * 32) + guard);
  const fraction = ((16n * arctanOfInverse(5n, one) - 4n * arctanOfInverse(239n, one)) % one) >> guard;
  const hex = fraction.toString(16).padStart(count * 8, '0');
  tables = Int32Array.from(
    { length: count },
    (_, index) => Number.parseInt(hex.slice(index * 8, index * 8 + 8), 16) | 0,
  );
  return tables;
}

/** arctan(1/x) in fixed point, by Gregory's series. */
function arctanOfInverse(x: bigint, one: bigint): bigint {
  const square = x * x;
  let power = one / x;
  let sum = power;
  for (let divisor = 3n, sign = -1n; power !== 0n; divisor += 2n, sign = -sign) {
    power /= square;
    sum += (sign * power) / divisor;
  }
  return sum;
}

interface Blowfish {
  readonly keys: Int32Array;
  readonly box: Int32Array;
}

function encrypt({ keys, box }: Blowfish, block: Int32Array, at: number): void {
  let left = (block[at] ?? 0) ^ (keys[0] ?? 0);
  let right = block[at + 1] ?? 0;
  for (let round = 1; round <= rounds; round++) {
    const mixed =
      ((((box[left >>> 24] ?? 0) + (box[boxSize + ((left >>> 16) & 255)] ?? 0)) ^
        (box[2 * boxSize + ((left >>> 8) & 255)] ?? 0)) +
        (box[3 * boxSize + (left & 255)] ?? 0)) |
      0;
    const swapped = right ^ mixed ^ (keys[round] ?? 0);
    right = left;
    left = swapped;
  }
  block[at] = right ^ (keys[rounds + 1] ?? 0);
  block[at + 1] = left;
}

/** Words of a text repeated without end. */
function words(bytes: Uint8Array, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => {
    let word = 0;
    for (let offset = 0; offset < 4; offset++)
      word = (word << 8) | (bytes[(index * 4 + offset) % bytes.length] ?? 0);
    return word;
  });
}

function expandKey(cipher: Blowfish, key: Int32Array, salt: Int32Array | undefined): void {
  for (let index = 0; index < rounds + 2; index++) {
    cipher.keys[index] = (cipher.keys[index] ?? 0) ^ (key[index] ?? 0);
  }
  const block = new Int32Array(2);
  let step = 0;
  const fill = (target: Int32Array): void => {
    for (let index = 0; index < target.length; index += 2) {
      if (salt) {
        block[0] = (block[0] ?? 0) ^ (salt[step % 4] ?? 0);
        block[1] = (block[1] ?? 0) ^ (salt[(step + 1) % 4] ?? 0);
        step += 2;
      }
      encrypt(cipher, block, 0);
      target.set(block, index);
    }
  };
  fill(cipher.keys);
  fill(cipher.box);
}

const alphabet = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** bcrypt's own base 64; undefined for other letters. */
function decode(text: string, length: number): Uint8Array | undefined {
  const values = text.split('').map((letter) => alphabet.indexOf(letter));
  if (values.includes(-1)) return undefined;
  const bits = values.map((value) => value.toString(2).padStart(6, '0')).join('');
  return Uint8Array.from({ length }, (_, index) => Number.parseInt(bits.slice(index * 8, index * 8 + 8), 2));
}

/** The text that bcrypt encrypts: "OrpheanBeholderScryDoubt". */
const plain = Int32Array.from([0x4f727068, 0x65616e42, 0x65686f6c, 0x64657253, 0x63727944, 0x6f756274]);

/** Whether a password fits a hash such as `$2y$10$…`. Go refuses passwords of more than 72 bytes. */
export function bcryptMatches(password: Uint8Array, hash: string): boolean {
  const [, costText = '', saltText = '', digestText = ''] =
    /^\$2[abxy]?\$(\d\d)\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})$/.exec(hash) ?? [];
  const cost = Number(costText);
  const salt = decode(saltText, 16);
  const digest = decode(digestText, 23);
  if (!salt || !digest || saltText === '' || cost < 4 || cost > 31) return false;
  const key = words(Uint8Array.from([...password, 0]), rounds + 2);
  const saltWords = words(salt, rounds + 2);
  const initial = piWords();
  const cipher: Blowfish = { keys: initial.slice(0, rounds + 2), box: initial.slice(rounds + 2) };
  expandKey(cipher, key, saltWords);
  for (let count = 2 ** cost; count > 0; count--) {
    expandKey(cipher, key, undefined);
    expandKey(cipher, saltWords, undefined);
  }
  const block = plain.slice();
  for (let index = 0; index < block.length; index += 2) {
    for (let count = 0; count < 64; count++) encrypt(cipher, block, index);
  }
  const bytes = Buffer.alloc(24);
  for (const [index, word] of block.entries()) bytes.writeInt32BE(word, index * 4);
  return timingSafeEqual(bytes.subarray(0, 23), digest);
}
