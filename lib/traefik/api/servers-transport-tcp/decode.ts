import { bool, string, struct } from '../read';
import { rootCAs } from '../shared/root-cas';

/** Reads the spec of a ServersTransportTCP, as far as it decides whether servers can be reached. */
export const decodeServersTransportTcp = struct({
  tls: struct({ serverName: string, insecureSkipVerify: bool, rootCAs }),
});
