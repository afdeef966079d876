import type { Construct } from 'constructs';
import { checkFinite } from '../construct';
import { resolveMiddlewareSpec } from './http-references';
import { type ObjectProps, metadataOf, specOf } from './object-props';
import { Referrer } from './referrer';
import type { InlineMiddleware } from './route-parts';
import { TraefikObject } from './traefik-object';

/** Props of a Middleware: exactly one of the 26 kinds, `{ rateLimit: { average: 50 } }` for example. */
export type MiddlewareProps = ObjectProps & InlineMiddleware;

/**
 * An HTTP middleware, to be named by routes, services, chains and other namespaces.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/middleware/
 */
export class Middleware extends TraefikObject {
  constructor(scope: Construct, id: string, props: MiddlewareProps) {
    checkFinite(scope, id, props);
    const referrer = new Referrer(scope, props.namespace);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- without its metadata a middleware is still exactly one kind
    const spec = resolveMiddlewareSpec(referrer, specOf(props) as InlineMiddleware);
    super(scope, id, { kind: 'Middleware', metadata: metadataOf(id, props), spec });
    referrer.attach(this);
  }
}
