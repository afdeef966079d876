import { bool, string, strings, struct } from '../read';
import { rootCAs } from '../shared/root-cas';

/** Reads the spec of a ServersTransport, as far as it decides whether servers can be reached. */
export const decodeServersTransport = struct({
  serverName: string,
  insecureSkipVerify: bool,
  rootCAs,
  rootCAsSecrets: strings,
  certificatesSecrets: strings,
  cipherSuites: strings,
  minVersion: string,
  maxVersion: string,
  disableHTTP2: bool,
  peerCertURI: string,
});
