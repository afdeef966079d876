import type { Construct } from 'constructs';
import { checkFinite } from '../construct';
import { type ObjectProps, metadataOf, specOf } from './object-props';
import type { MiddlewareTCPSpec } from '../../traefik/api';
import { TraefikObject } from './traefik-object';

/** Props of a MiddlewareTCP: exactly one of the 3 kinds, `{ inFlightConn: { amount: 10 } }` for example. */
export type MiddlewareTCPProps = ObjectProps & MiddlewareTCPSpec;

/**
 * A TCP middleware, to be named by TCP routes.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/tcp/middlewaretcp/
 */
export class MiddlewareTCP extends TraefikObject {
  constructor(scope: Construct, id: string, props: MiddlewareTCPProps) {
    checkFinite(scope, id, props);
    super(scope, id, { kind: 'MiddlewareTCP', metadata: metadataOf(id, props), spec: specOf(props) });
  }
}
