import type { SpecFault } from '../check/fault';
import type { DecodedBy } from '../read';
import { rootCAFaults } from '../shared/root-cas';
import type { decodeServersTransportTcp } from './decode';

/** What is wrong with the spec of a ServersTransportTCP. */
export function serversTransportTCPFaults(
  spec: DecodedBy<typeof decodeServersTransportTcp>,
): readonly SpecFault[] {
  return rootCAFaults(spec.tls?.rootCAs, ['tls', 'rootCAs']);
}
