/**
 * What the model asks of `node:crypto`, for a browser: hashes, and the names in certificates, which is all that the page
 * has of these (`shown/certificates.ts`).
 */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { Buffer } from 'buffer/';

const hashes = { md5, sha1, sha256 } as const;

class Hash {
  private readonly parts: Uint8Array[] = [];

  constructor(private readonly name: keyof typeof hashes) {}

  update(content: string | Uint8Array): this {
    this.parts.push(typeof content === 'string' ? utf8ToBytes(content) : content);
    return this;
  }

  digest(encoding?: 'hex' | 'base64'): unknown {
    const bytes = Buffer.from(hashes[this.name](concatBytes(...this.parts)));
    return encoding === undefined ? bytes : bytes.toString(encoding);
  }
}

export function createHash(name: keyof typeof hashes): Hash {
  return new Hash(name);
}

export function hash(name: keyof typeof hashes, content: string | Uint8Array): unknown {
  return createHash(name).update(content).digest('hex');
}

/** Names of a certificate. Throws where there is none, as Node's does. */
export class X509Certificate {
  /** None where it is empty, as Node has it. */
  readonly subject: string | undefined;
  readonly subjectAltName: string | undefined;

  constructor(pem: string) {
    const content = pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');
    const names: { readonly subject?: string; readonly subjectAltName?: string } = JSON.parse(
      Buffer.from(content, 'base64').toString(),
    );
    this.subject = names.subject;
    this.subjectAltName = names.subjectAltName;
  }

  /** No key leaves its Secret for a page, so that each is taken for the one of its certificate. */
  checkPrivateKey(_key: object): boolean {
    return true;
  }
}

export function createPrivateKey(_pem: string): object {
  return {};
}
