import { type MiddlewareConfig, kindsOf } from '../../api/middlewares';
import { resolveName } from '../dynamic/names';
import type { Builder } from './builder';
import { type BuildContext, type MiddlewareState, disable, enter } from './state';

/** Builds a chain from its end, as Traefik does: of several that fail, the last one is told. */
export function buildChain(
  builder: Builder,
  context: BuildContext,
  names: readonly string[],
): string | undefined {
  for (const name of names.toReversed()) {
    const error = buildMiddleware(builder, context, resolveName(context.provider, name));
    if (error !== undefined) return error;
  }
  return undefined;
}

function buildMiddleware(builder: Builder, context: BuildContext, name: string): string | undefined {
  if (builder.builtMiddlewares.has(name)) return undefined;
  const state = builder.runtime.middlewares.get(name);
  if (!state) return `middleware "${name}" does not exist`;
  const inner = enter(context, 'middleware', name);
  const error = 'error' in inner ? inner.error : buildKind(builder, inner, state);
  if (error === undefined) builder.builtMiddlewares.add(name);
  else disable(state, error);
  return error;
}

function buildKind(
  builder: Builder,
  context: BuildContext,
  state: MiddlewareState<MiddlewareConfig>,
): string | undefined {
  const { config, name } = state;
  const kinds = kindsOf(config).filter((kind) => kind !== 'plugin' || hasPlugins(builder));
  if (kinds.length > 1) {
    return 'cannot create middleware: multi-types middleware not supported, consider declaring two different pieces of middleware instead';
  }
  if (kinds.length === 0) {
    return `invalid middleware "${name}" configuration: invalid middleware type or middleware does not exist`;
  }
  if (config.chain) {
    const middlewares = (config.chain.middlewares ?? []).map((item) => resolveName(context.provider, item));
    state.config = { ...config, chain: middlewares.length > 0 ? { middlewares } : {} };
    return buildChain(builder, context, middlewares);
  }
  if (config.plugin) {
    const unknown = Object.keys(config.plugin).find((plugin) => !isKnownPlugin(builder, plugin));
    if (unknown !== undefined) return `plugin: unknown plugin type: ${unknown}`;
  }
  if (config.refusal !== undefined || !config.errors) return config.refusal;
  return builder.buildService(context, config.errors.service ?? '');
}

/** Without any plugin in the static configuration Traefik does not look at a middleware's `plugin` at all. */
function hasPlugins({ runtime }: Builder): boolean {
  const { plugins, localPlugins } = runtime.statics.file.experimental ?? {};
  return (plugins?.size ?? 0) + (localPlugins?.size ?? 0) > 0;
}

function isKnownPlugin({ runtime }: Builder, name: string): boolean {
  const { plugins, localPlugins } = runtime.statics.file.experimental ?? {};
  return plugins?.has(name) === true || localPlugins?.has(name) === true;
}
