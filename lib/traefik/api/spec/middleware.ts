import type { MiddlewareKinds } from '../middlewares/specs';
import type { ExactlyOne } from '../shared/exactly-one';

/**
 * An HTTP middleware: exactly one of the 26 kinds. Traefik disables the routers of a Middleware with two kinds or none.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/middleware/
 */
export type MiddlewareSpec = ExactlyOne<MiddlewareKinds>;
