import { list, string, strings, struct } from '../read';

const certificate = struct({ secretName: string });

/** Reads the spec of a TLSStore. */
export const decodeTlsStore = struct({
  defaultCertificate: certificate,
  defaultGeneratedCert: struct({ resolver: string, domain: struct({ main: string, sans: strings }) }),
  certificates: list(certificate, {}),
});
