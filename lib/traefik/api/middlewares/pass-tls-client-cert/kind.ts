import { bool, struct } from '../../read';
import { middlewareKind, passesAll } from '../kind';

const distinguishedName = {
  country: bool,
  province: bool,
  locality: bool,
  organization: bool,
  commonName: bool,
  serialNumber: bool,
  domainComponent: bool,
};

/** Passes what it knows of the client's certificate on; without one the headers are not set. */
export const passTLSClientCert = middlewareKind(
  struct({
    pem: bool,
    info: struct({
      notAfter: bool,
      notBefore: bool,
      sans: bool,
      serialNumber: bool,
      subject: struct({ ...distinguishedName, organizationalUnit: bool }),
      issuer: struct(distinguishedName),
    }),
  }),
  {
    treat: () => passesAll,
    handle: ({ tlsOptions }, { pem, info }, next, { note }) => {
      const set = (header: string): void =>
        note(`passTLSClientCert: ${header} is set where the client shows a certificate`);
      if (tlsOptions !== undefined && pem) set('X-Forwarded-Tls-Client-Cert');
      if (tlsOptions !== undefined && info) set('X-Forwarded-Tls-Client-Cert-Info');
      return next();
    },
  },
);
