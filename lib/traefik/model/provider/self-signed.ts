import { sha256 } from '../../../core/base';
import type { KeyPair } from '../../api/middlewares';

/*
 * A certificate that only says for which names it is. It stands in the model for one that an issuer will make
 * when the objects are applied, so that what is read of real certificates is read of it as well. X.509 is
 * RFC 5280; its encoding, DER, is ITU-T X.690.
 */

/**
 * The key of all: that of the curve P-256 (SEC 2, 2.4.2) whose private number is 1, so that its public point is the
 * curve's own. Nobody ever speaks TLS with it; none has to be generated, which takes longer than all the rest.
 */
const one = '1'.padStart(64, '0');
const pointX = '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296';
const pointY = '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5';
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

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
  const signed = sequence(ecdsaWithSha256);
  const noName = sequence();
  const body = sequence(
    explicit(0, integer('2')),
    integer('1'),
    signed,
    noName,
    sequence(utcTime('000101000000Z'), utcTime('491231235959Z')),
    noName,
    sequence(algorithm, bitString(point)),
    explicit(3, sequence(sequence(subjectAltName, octetString(sequence(...dnsNames.map(dnsName)))))),
  );
  const certificate = sequence(body, signed, bitString(signatureOf(body)));
  return { certificate: pem('CERTIFICATE', certificate), key: pem('PRIVATE KEY', privateKey) };
}

/** ECDSA (FIPS 186-5) with a key of 1 and a nonce of 1, which leave of its arithmetic a sum. */
function signatureOf(body: string): string {
  const hash = sha256(Buffer.from(body, 'hex'));
  const sum = (BigInt(`0x${hash}`) + BigInt(`0x${pointX}`)) % order;
  return sequence(integer(pointX), integer(sum.toString(16)));
}

function pem(label: string, der: string): string {
  const text = Buffer.from(der, 'hex').toString('base64');
  return `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----\n`;
}

/** What stands behind a tag, in hexadecimal digits as all here. */
function tagged(tag: number, content: string): string {
  return bytes(tag.toString(16)) + lengthOf(content.length / 2) + content;
}

function lengthOf(length: number): string {
  const hex = bytes(length.toString(16));
  return length < 0x80 ? hex : bytes((0x80 | (hex.length / 2)).toString(16)) + hex;
}

/** Digits of whole bytes. */
function bytes(digits: string): string {
  return digits.length % 2 === 0 ? digits : `0${digits}`;
}

function textBytes(text: string): string {
  return Buffer.from(text).toString('hex');
}

/** A number that is not negative; were its first bit set, it would be one that is. */
function integer(digits: string): string {
  const content = bytes(digits);
  return tagged(0x02, content >= '8' ? `00${content}` : content);
}

const sequence = (...parts: string[]): string => tagged(0x30, parts.join(''));
const explicit = (tag: number, content: string): string => tagged(0xa0 | tag, content);
const objectId = (encoded: string): string => tagged(0x06, encoded);
const octetString = (content: string): string => tagged(0x04, content);
const bitString = (content: string): string => tagged(0x03, `00${content}`);
const utcTime = (text: string): string => tagged(0x17, textBytes(text));
const dnsName = (name: string): string => tagged(0x82, textBytes(name));

const ecdsaWithSha256 = objectId('2a8648ce3d040302');
const subjectAltName = objectId('551d11');
/** A public key of elliptic curves, on P-256. */
const algorithm = sequence(objectId('2a8648ce3d0201'), objectId('2a8648ce3d030107'));
const point = `04${pointX}${pointY}`;
/** PKCS #8 (RFC 5958), and in it RFC 5915. */
const privateKey = sequence(
  integer('0'),
  algorithm,
  octetString(sequence(integer('1'), octetString(one), explicit(1, bitString(point)))),
);
