import { asList, type Attempt, failed, isFailed, made, own } from '../../../../core/base';
import { type MiddlewareConfig, middlewareAsShown } from '../../../api/middlewares';
import { qualify } from '../../dynamic/names';
import { providerName } from '../crd/context';
import { text } from '../read';
import type { GatewayContext } from './context';
import type { PathMatch } from './rule';

/** Middlewares that filters make, and the names of all that they ask for, in their order. */
export interface LoadedFilters {
  readonly names: readonly string[];
  readonly made: ReadonlyMap<string, MiddlewareConfig>;
}

/** What the filters of a rule or of a backend are loaded for. */
export interface FilterOwner {
  /** What names of middlewares begin with. */
  readonly parent: string;
  readonly namespace: string;
  /** The path that the rule matches; undefined for gRPC, which has fewer filters. */
  readonly path: PathMatch | undefined;
}

/** Loads filters; the first that cannot be loaded fails all. */
export function loadFilters(
  context: GatewayContext,
  filters: readonly unknown[],
  owner: FilterOwner,
): Attempt<LoadedFilters> {
  const names: string[] = [];
  const configs = new Map<string, MiddlewareConfig>();
  for (const [index, filter] of filters.entries()) {
    const type = text(own(filter, 'type'));
    if (type === 'ExtensionRef') {
      const name = extension(context, owner.namespace, own(filter, 'extensionRef'));
      if (isFailed(name)) return failed(`loading ExtensionRef filter ExtensionRef: ${name.reason}`);
      names.push(name.value);
      continue;
    }
    const config = filterConfig(type, filter, owner.path);
    if (isFailed(config)) return config;
    const name = `${owner.parent}-${type.toLowerCase()}-${index}`;
    configs.set(name, middlewareAsShown(config.value));
    names.push(name);
  }
  return made({ names, made: configs });
}

function extension({ crd }: GatewayContext, namespace: string, reference: unknown): Attempt<string> {
  if (reference === undefined || reference === null) return failed('filter extension ref undefined');
  const [group, kind, name] = ['group', 'kind', 'name'].map((field) => text(own(reference, field)));
  if (group !== 'traefik.io' || kind !== 'Middleware' || name === undefined || !crd) {
    return failed(`unsupported filter extension ref ${group}/${kind}/${name}`);
  }
  return crd.isWatched(namespace)
    ? made(qualify(providerName, crd.naming.object(namespace, name)))
    : failed(`namespace ${JSON.stringify(namespace)} is not allowed`);
}

function filterConfig(
  type: string,
  filter: unknown,
  path: PathMatch | undefined,
): Attempt<Readonly<Record<string, unknown>>> {
  if (type === 'RequestHeaderModifier') {
    return made({ requestHeaderModifier: headerModifier(own(filter, 'requestHeaderModifier')) });
  }
  if (path !== undefined) {
    if (type === 'ResponseHeaderModifier') {
      return made({ responseHeaderModifier: headerModifier(own(filter, 'responseHeaderModifier')) });
    }
    if (type === 'RequestRedirect') {
      return made({ requestRedirect: requestRedirect(own(filter, 'requestRedirect'), path) });
    }
    if (type === 'URLRewrite') {
      const rewrite = urlRewrite(own(filter, 'urlRewrite'), path);
      return isFailed(rewrite) ? rewrite : made({ URLRewrite: rewrite.value });
    }
  }
  return failed(`unsupported filter ${type}`);
}

/** Of two lines of one name the last one counts. */
function headerModifier(value: unknown): object {
  const lines = (field: string): Record<string, string> =>
    Object.fromEntries(
      asList(own(value, field)).map((header) => [text(own(header, 'name')), text(own(header, 'value'))]),
    );
  const [set, add, remove] = [lines('set'), lines('add'), asList(own(value, 'remove')).map(text)];
  return {
    ...(Object.keys(set).length > 0 && { set }),
    ...(Object.keys(add).length > 0 && { add }),
    ...(remove.length > 0 && { remove }),
  };
}

function requestRedirect(value: unknown, match: PathMatch): object {
  const scheme = own(value, 'scheme');
  const port = own(value, 'port');
  const statusCode = own(value, 'statusCode');
  const isWeb = scheme === 'http' || scheme === 'https';
  return {
    ...(typeof scheme === 'string' && { scheme }),
    ...hostname(value),
    ...(typeof port === 'number' ? { port: String(port) } : isWeb && { port: '' }),
    ...pathModifier(own(value, 'path'), match),
    statusCode: typeof statusCode === 'number' ? statusCode : 302,
  };
}

function urlRewrite(value: unknown, match: PathMatch): Attempt<object> {
  const path = own(value, 'path');
  const host = hostname(value);
  if ((path === undefined || path === null) && !('hostname' in host)) {
    return failed('invalid filter URLRewrite: empty configuration');
  }
  return made({ ...host, ...pathModifier(path, match) });
}

function hostname(value: unknown): { readonly hostname?: string } {
  const written = own(value, 'hostname');
  return typeof written === 'string' ? { hostname: written } : {};
}

function pathModifier(value: unknown, match: PathMatch): object {
  const type = own(value, 'type');
  const field = type === 'ReplaceFullPath' ? 'replaceFullPath' : 'replacePrefixMatch';
  const path = own(value, field);
  return {
    ...(typeof path === 'string' && { path }),
    ...(type === 'ReplacePrefixMatch' && { pathPrefix: match.value }),
  };
}
