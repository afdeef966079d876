import type { BuildContext, Runtime } from './state';

/** What is being built, and what is done already: a thing that was built once is not built again. */
export interface Builder {
  readonly runtime: Runtime;
  readonly builtServices: Set<string>;
  readonly builtMiddlewares: Set<string>;
  /** Builds a service and all below it; gives the error for which what needs it cannot be built. */
  buildService(context: BuildContext, reference: string): string | undefined;
  /** Builds a chain of middlewares; gives the error of the one that cannot be built. */
  buildChain(context: BuildContext, names: readonly string[]): string | undefined;
}
