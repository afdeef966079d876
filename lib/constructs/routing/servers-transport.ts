import type { Construct } from 'constructs';
import { checkFinite } from '../construct';
import { type ObjectProps, metadataOf, specOf } from './object-props';
import type { ServersTransportSpec } from '../../traefik/api';
import { TraefikObject } from './traefik-object';

/** Props of a ServersTransport: the fields of its spec. */
export interface ServersTransportProps extends ObjectProps, ServersTransportSpec {}

/**
 * How Traefik connects to the servers of HTTP services: TLS, timeouts, connections kept open.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/serverstransport/
 */
export class ServersTransport extends TraefikObject {
  constructor(scope: Construct, id: string, props: ServersTransportProps = {}) {
    checkFinite(scope, id, props);
    super(scope, id, { kind: 'ServersTransport', metadata: metadataOf(id, props), spec: specOf(props) });
  }
}
