import type { RouteService } from './route-service';
import type { Chain, Errors, ExactlyOne, MiddlewareKinds, MiddlewareTCPSpec } from './spec';
import type { ObjectTarget } from './target';

/** A chain whose members may be constructs, names or inline middlewares. */
export interface ChainOptions extends Omit<Chain, 'middlewares'> {
  /** The middlewares, in the order in which a request passes them. */
  readonly middlewares: readonly RouteMiddleware[];
}

/** Error pages whose service may be a construct. */
export interface ErrorsOptions extends Omit<Errors, 'service'> {
  /** The service that has the pages. */
  readonly service: RouteService;
}

/** The kinds of HTTP middleware, with references as broad as in routes. */
export interface InlineMiddlewareKinds extends Omit<MiddlewareKinds, 'chain' | 'errors'> {
  /** Several middlewares as one. */
  readonly chain?: ChainOptions;
  /** Answers with a page of another service instead of certain status codes. */
  readonly errors?: ErrorsOptions;
}

/** An HTTP middleware written in place: exactly one of the 26 kinds. */
export type InlineMiddleware = ExactlyOne<InlineMiddlewareKinds>;

/** A TCP middleware written in place: exactly one of the 3 kinds. */
export type InlineMiddlewareTCP = MiddlewareTCPSpec;

/**
 * What may stand where an HTTP middleware is wanted: a `Middleware`, its name, its name and namespace, or the
 * middleware itself, which then becomes an object of its own.
 */
export type RouteMiddleware = ObjectTarget | InlineMiddleware;

/** What may stand where a TCP middleware is wanted. */
export type RouteMiddlewareTCP = ObjectTarget | InlineMiddlewareTCP;
