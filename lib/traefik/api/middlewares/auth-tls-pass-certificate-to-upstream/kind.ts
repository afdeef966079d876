import { deleteHeader, setHeader } from '../../../request';
import { string, strings, struct } from '../../read';
import { middlewareKind } from '../kind';

/**
 * Tells the backend what it knows of the client's certificate. Only the provider kubernetesIngressNGINX makes it.
 *
 * @see pkg/middlewares/ingressnginx/authtlspasscertificatetoupstream/auth_tls_pass_certificate_to_upstream.go
 */
export const authTLSPassCertificateToUpstream = middlewareKind(
  struct({ clientAuthType: string, caFiles: strings }),
  {
    handle: ({ tlsOptions, headers }, { clientAuthType = '' }, next, { note }) => {
      if (tlsOptions !== undefined && clientAuthType !== 'NoClientCert') {
        note('authTLSPassCertificateToUpstream: Ssl-Client-* are set where the client shows a certificate');
      }
      // What the client claims of itself never gets through.
      for (const name of ['Ssl-Client-Cert', 'Ssl-Client-Subject-Dn', 'Ssl-Client-Issuer-Dn']) {
        deleteHeader(headers, name);
      }
      setHeader(headers, 'Ssl-Client-Verify', 'NONE');
      return next();
    },
  },
);
