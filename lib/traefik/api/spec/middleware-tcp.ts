import type { ExactlyOne } from '../shared/exactly-one';
import type { MiddlewareTCPKinds } from '../tcp-middlewares/specs';

/**
 * A TCP middleware: exactly one of the three kinds. Of two Traefik silently takes one.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/tcp/middlewaretcp/
 */
export type MiddlewareTCPSpec = ExactlyOne<MiddlewareTCPKinds>;
