import type { MiddlewareKinds } from '../../spec';
import type { PartialSpec } from '../partial-spec';

/** The spec of a Middleware, of which anything may be missing, and which may have several kinds. */
export type PartialMiddleware = PartialSpec<MiddlewareKinds>;
