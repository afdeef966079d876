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

/** What is wrong with one annotation. */
export interface AnnotationFault {
  readonly key: string;
  /** For which Traefik refuses all annotations of the object. */
  readonly reason: string;
}

/** Annotations once read; where there is a fault, they count for nothing. */
export interface ReadAnnotations<T> {
  readonly value: T | undefined;
  readonly faults: readonly AnnotationFault[];
}

/** Reads the annotations of an Ingress; undefined where there are none. */
export function readRouterAnnotations(
  annotations: ReadonlyMap<string, string>,
): ReadAnnotations<RouterAnnotations> {
  return read(annotations, 'router', router);
}

/** Reads the annotations of a Service; undefined where there are none. */
export function readServiceAnnotations(
  annotations: ReadonlyMap<string, string>,
): ReadAnnotations<ServiceAnnotations> {
  return read(annotations, 'service', service);
}

function read<T>(
  annotations: ReadonlyMap<string, string>,
  root: 'router' | 'service',
  decode: (value: unknown, path: [], errors: DecodeError[]) => T | undefined,
): ReadAnnotations<T> {
  const tree = new Map<string, unknown>();
  const keys = new Map<string, string>();
  const unknown: AnnotationFault[] = [];
  for (const [key, value] of annotations) {
    const name = key.slice(annotationPrefix.length).replace(/\.(\w+)\.(\d+)\./, '.$1[$2].');
    if (!key.startsWith(annotationPrefix) || !name.toLowerCase().startsWith(`${root}.`)) continue;
    if (!known.test(name.toLowerCase())) {
      unknown.push({ key, reason: `field not found, node: ${name}` });
      continue;
    }
    const field = name.slice(root.length + 1);
    keys.set(field.toLowerCase().replaceAll(/\[(\d+)\]/g, '.$1'), key);
    plant(tree, field.split('.'), value);
  }
  if (tree.size === 0) return { value: undefined, faults: unknown };
  const errors: DecodeError[] = [];
  const value = decode(grown(tree), [], errors);
  const refused = errors.flatMap(({ path, message }) => {
    const field = path.join('.');
    const key = keys.get(field) ?? [...keys].find(([name]) => name.startsWith(`${field}.`))?.[1];
    return key === undefined ? [] : [{ key, reason: `${field} ${message}` }];
  });
  return { value, faults: [...unknown, ...refused] };
}

/** An annotation that Traefik takes, and otherwise than it is written. */
export interface MisreadAnnotation {
  readonly key: string;
  readonly kind: 'scheme' | 'word';
  readonly message: string;
  readonly consequence: string;
  readonly fix: string;
}

const switches: ReadonlySet<string> = new Set([
  'router.tls',
  'router.observability',
  'service.sticky',
  'service.sticky.cookie',
]);
const sameSites: ReadonlySet<string> = new Set(['', 'none', 'lax', 'strict']);

/** What Traefik speaks to servers; of other words it makes servers all the same. */
const schemes: ReadonlySet<string> = new Set(['', 'http', 'https', 'h2c']);

/** Annotations of an Ingress or of a Service with words that Traefik takes for other ones. */
export function misreadAnnotations(
  kind: 'Ingress' | 'Service',
  annotations: ReadonlyMap<string, string>,
): readonly MisreadAnnotation[] {
  const root = kind === 'Ingress' ? 'router.' : 'service.';
  return [...annotations].flatMap(([key, value]): readonly MisreadAnnotation[] => {
    const name = key.startsWith(annotationPrefix) ? key.slice(annotationPrefix.length).toLowerCase() : '';
    if (!name.startsWith(root)) return [];
    if (name === 'service.serversscheme' && !schemes.has(value.toLowerCase())) {
      return [
        {
          key,
          kind: 'scheme',
          message: `Traefik speaks no "${value}" to servers.`,
          consequence: 'Traefik takes it, and answers every request to the Service with 500.',
          fix: `Write http, https or h2c${/^grpcs?$/i.test(value) ? ': gRPC in the clear is h2c, with TLS https' : ''}.`,
        },
      ];
    }
    if (name === 'service.sticky.cookie.samesite' && !sameSites.has(value.toLowerCase())) {
      return [
        {
          key,
          kind: 'word',
          message: `There is no SameSite "${value}".`,
          consequence: 'Traefik leaves SameSite out of the cookie, and browsers take Lax.',
          fix: 'Write none, lax or strict.',
        },
      ];
    }
    if (!switches.has(name) || ['', 'true', 'false'].includes(value.toLowerCase())) return [];
    return [
      {
        key,
        kind: 'word',
        message: `Traefik takes "${value}" for false here.`,
        consequence: 'What it is to turn on stays off, and nothing is logged.',
        fix: 'Write "true".',
      },
    ];
  });
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
