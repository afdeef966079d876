import { type KeyObject, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyPair } from '../../api/middlewares';

/*
 * A certificate that only says for which names it is. It stands in the model for one that an issuer will make
 * when the objects are applied, so that what is read of real certificates is read of it as well. X.509 is
 * RFC 5280; its encoding, DER, is ITU-T X.690.
 */

/** The key of all, and its parts as certificates and Secrets have them: nobody ever speaks TLS with it. */
interface Signer {
  readonly privateKey: KeyObject;
  readonly publicPart: Buffer;
  readonly key: string;
}

let signer: Signer | undefined;

function makeSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    privateKey,
    publicPart: publicKey.export({ type: 'spki', format: 'der' }),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** One cluster is modelled in many states, and each has the same certificates. */
const known = new Map<string, KeyPair>();
const mostKnown = 2000;
const plainlyNamed = new Map<string, readonly string[]>();

/** A self-signed certificate for these DNS names. */
export function selfSigned(dnsNames: readonly string[]): KeyPair {
  const key = JSON.stringify(dnsNames);
  const pair = known.get(key) ?? makePair(dnsNames);
  if (known.size >= mostKnown) {
    known.clear();
    plainlyNamed.clear();
  }
  known.set(key, pair);
  // Of a name with other characters X.509 readers make what they make of it.
  if (dnsNames.every((name) => /^[\w.*-]+$/.test(name))) plainlyNamed.set(pair.certificate, dnsNames);
  return pair;
}

/** The names that a certificate of ours was made for; undefined where it has to be read as that of anybody. */
export function namesOfSelfSigned(pem: string): readonly string[] | undefined {
  return plainlyNamed.get(pem);
}

function makePair(dnsNames: readonly string[]): KeyPair {
  signer ??= makeSigner();
  const { privateKey, publicPart, key } = signer;
  const signature = sequence(objectId(ecdsaWithSha256));
  const noName = sequence();
  const body = sequence(
    explicit(0, integer(2)),
    integer(1),
    signature,
    noName,
    sequence(utcTime('000101000000Z'), utcTime('491231235959Z')),
    noName,
    publicPart,
    explicit(
      3,
      sequence(sequence(objectId(subjectAltName), octetString(sequence(...dnsNames.map(dnsName))))),
    ),
  );
  const certificate = sequence(body, signature, bitString(sign('sha256', body, privateKey)));
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
    key,
  };
}

/** 1.2.840.10045.4.3.2 and 2.5.29.17, encoded. */
const ecdsaWithSha256 = Buffer.from('2a8648ce3d040302', 'hex');
const subjectAltName = Buffer.from('551d11', 'hex');

function tagged(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
}

function lengthOf({ length }: Buffer): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));
const explicit = (tag: number, content: Buffer): Buffer => tagged(0xa0 | tag, content);
const integer = (value: number): Buffer => tagged(0x02, Buffer.from([value]));
const objectId = (encoded: Buffer): Buffer => tagged(0x06, encoded);
const octetString = (content: Buffer): Buffer => tagged(0x04, content);
const bitString = (content: Buffer): Buffer => tagged(0x03, Buffer.concat([Buffer.from([0]), content]));
const utcTime = (text: string): Buffer => tagged(0x17, Buffer.from(text));
const dnsName = (name: string): Buffer => tagged(0x82, Buffer.from(name));
