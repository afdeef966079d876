import { bool, string, strings, struct } from '../read';

/** Reads the spec of a TLSOption, as far as it decides a handshake. */
export const decodeTlsOption = struct({
  minVersion: string,
  maxVersion: string,
  cipherSuites: strings,
  curvePreferences: strings,
  clientAuth: struct({ secretNames: strings, clientAuthType: string }),
  sniStrict: bool,
  alpnProtocols: strings,
});
