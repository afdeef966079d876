import { type Attempt, failed, made } from '../../../../core/base';
import type { DecodeError } from '../../../api/read';
import { flag, section, sections, text, texts, whole } from '../../static/fields';

/** How annotations for Traefik begin. */
export const annotationPrefix = 'traefik.ingress.kubernetes.io/';

/** What may follow on an Ingress, without the fields of sections. */
export const routerAnnotations: readonly string[] = [
  'pathmatcher',
  'entrypoints',
  'middlewares',
  'priority',
  'rulesyntax',
  'tls',
  'observability',
].map((name) => `router.${name}`);

/** What may follow on a Service. */
export const serviceAnnotations: readonly string[] = [
  'serversscheme',
  'serverstransport',
  'passhostheader',
  'middlewares',
  'sticky.cookie',
  'nativelb',
  'nodeportlb',
].map((name) => `service.${name}`);

const router = section({
  pathMatcher: text,
  entryPoints: texts,
  middlewares: texts,
  priority: whole,
  ruleSyntax: text,
  tls: section(
    {
      options: text,
      certResolver: text,
      domains: sections(section({ main: text, sans: texts })),
    },
    { allowEmpty: true },
  ),
  observability: section(
    { accessLogs: flag, metrics: flag, tracing: flag, traceVerbosity: text },
    { allowEmpty: true },
  ),
});

const service = section({
  serversScheme: text,
  serversTransport: text,
  passHostHeader: flag,
  middlewares: texts,
  sticky: section(
    {
      cookie: section(
        {
          name: text,
          secure: flag,
          httpOnly: flag,
          sameSite: text,
          maxAge: whole,
          path: text,
          domain: text,
        },
        { allowEmpty: true },
      ),
    },
    { allowEmpty: true },
  ),
  nativeLB: flag,
  nodePortLB: flag,
});

/** Annotations of an Ingress that speak of its routers. */
export type RouterAnnotations = NonNullable<ReturnType<typeof router>>;

/** Annotations of a Service that speak of its load balancer. */
export type ServiceAnnotations = NonNullable<ReturnType<typeof service>>;

const known =
  /^(router\.(pathmatcher|entrypoints|middlewares|priority|rulesyntax|tls(\.(options|certresolver|domains\[\d+\]\.(main|sans)))?|observability(\.(accesslogs|metrics|tracing|traceverbosity))?)|service\.(serversscheme|serverstransport|passhostheader|middlewares|sticky(\.cookie(\.(name|secure|httponly|samesite|maxage|path|domain))?)?|nativelb|nodeportlb))$/;

/** Reads the annotations of an Ingress; undefined where there are none. */
export function readRouterAnnotations(
  annotations: ReadonlyMap<string, string>,
): Attempt<RouterAnnotations | undefined> {
  return read(annotations, 'router', router);
}

/** Reads the annotations of a Service; undefined where there are none. */
export function readServiceAnnotations(
  annotations: ReadonlyMap<string, string>,
): Attempt<ServiceAnnotations | undefined> {
  return read(annotations, 'service', service);
}

function read<T>(
  annotations: ReadonlyMap<string, string>,
  root: 'router' | 'service',
  decode: (value: unknown, path: [], errors: DecodeError[]) => T | undefined,
): Attempt<T | undefined> {
  const tree = new Map<string, unknown>();
  for (const [key, value] of annotations) {
    const name = key.slice(annotationPrefix.length).replace(/\.(\w+)\.(\d+)\./, '.$1[$2].');
    if (!key.startsWith(annotationPrefix) || !name.toLowerCase().startsWith(`${root}.`)) continue;
    if (!known.test(name.toLowerCase())) return failed(`field not found, node: ${name}`);
    plant(tree, name.slice(root.length + 1).split('.'), value);
  }
  if (tree.size === 0) return made(undefined);
  const errors: DecodeError[] = [];
  const result = decode(grown(tree), [], errors);
  const [error] = errors;
  return error ? failed(`${error.path.join('.')} ${error.message}`) : made(result);
}

type Tree = Map<string, unknown>;

function plant(tree: Tree, [first = '', ...rest]: readonly string[], value: string): void {
  const key = first.toLowerCase();
  const below = tree.get(key);
  // `tls: false` turns it off, whatever else is said of it.
  if (rest.length === 0) {
    if (!(below instanceof Map) || value === 'false') tree.set(key, value);
    return;
  }
  if (below === 'false') return;
  const branch: Tree = below instanceof Map ? below : new Map<string, unknown>();
  tree.set(key, branch);
  plant(branch, rest, value);
}

function readFlag(value: unknown): unknown {
  if (value === 'true') return true;
  return value === 'false' ? false : value;
}

/** Maps become objects, and `domains[0]`, `domains[1]` one list. */
function grown(tree: Tree): unknown {
  const result: Record<string, unknown> = {};
  for (const [key, value] of tree) {
    const item = value instanceof Map ? grown(value) : readFlag(value);
    const [, list, index] = /^(\w+)\[(\d+)\]$/.exec(key) ?? [];
    if (list === undefined || index === undefined) result[key] = item;
    else {
      const items = Array.isArray(result[list]) ? (result[list] as unknown[]) : [];
      items.push(item);
      result[list] = items;
    }
  }
  return result;
}
