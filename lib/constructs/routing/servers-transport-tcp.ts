import type { Construct } from 'constructs';
import { checkFinite } from '../construct';
import { type ObjectProps, metadataOf, specOf } from './object-props';
import type { ServersTransportTCPSpec } from '../../traefik/api';
import { TraefikObject } from './traefik-object';

/** Props of a ServersTransportTCP: the fields of its spec. */
export interface ServersTransportTCPProps extends ObjectProps, ServersTransportTCPSpec {}

/**
 * How Traefik connects to the servers of TCP services.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/tcp/serverstransporttcp/
 */
export class ServersTransportTCP extends TraefikObject {
  constructor(scope: Construct, id: string, props: ServersTransportTCPProps = {}) {
    checkFinite(scope, id, props);
    super(scope, id, { kind: 'ServersTransportTCP', metadata: metadataOf(id, props), spec: specOf(props) });
  }
}
