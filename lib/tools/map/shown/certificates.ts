import { X509Certificate } from 'node:crypto';

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * The certificates of a PEM text, each as a block that holds its names alone: `page/shims/crypto.ts` reads them, so that
 * the page needs no X.509. Undefined where there is no such block; one that is no certificate stays none.
 */
export function certificateNames(text: string): string | undefined {
  const blocks = text.match(block);
  return blocks?.map(namesOnly).join('\n');
}

function namesOnly(pem: string): string {
  const certificate = read(pem);
  const names =
    certificate &&
    JSON.stringify({ subject: certificate.subject, subjectAltName: certificate.subjectAltName });
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(names ?? 'none').toString('base64')}\n-----END CERTIFICATE-----`;
}

function read(pem: string): Pick<X509Certificate, 'subject' | 'subjectAltName'> | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
