import {
  type Outcome,
  type TrafficRequest,
  answer,
  escapedPath,
  getHeader,
  pathUnescape,
  requestUri,
} from '../../../request';
import type { Runtime } from '../../runtime/state';
import { redirectToDashboard, serveFile } from './dashboard';
import { cleanPath } from './paths';

/** What the API answers whatever runs. */
const plainPaths: ReadonlySet<string> = new Set(
  [
    'rawdata',
    'overview',
    'support-dump',
    'version',
    'entrypoints',
    'certificates',
    'http/routers',
    'http/services',
    'http/middlewares',
    'tcp/routers',
    'tcp/services',
    'tcp/middlewares',
    'udp/routers',
    'udp/services',
  ].map((path) => `/api/${path}`),
);

const debugPaths = /^\/debug\/(vars$|pprof\/)/;

/**
 * api@internal (pkg/api/handler.go and dashboard.go): the API and the dashboard, both below `api.basePath`. Paths that
 * are not clean are redirected to those that are, as an empty one to `/`.
 */
export function serveApi(runtime: Runtime, request: TrafficRequest, note: (text: string) => void): Outcome {
  const path = escapedPath(request.url);
  const clean = cleanPath(path);
  if (clean !== path) {
    return answer(301, { Location: requestUri({ ...request.url, path: clean, rawPath: '' }) });
  }
  const get = pageAt(runtime, request, path, note);
  if (!get) return answer(404);
  return request.method === 'GET' ? get() : answer(405);
}

/** What GET answers at a path; undefined where nothing is there for any method. */
function pageAt(
  runtime: Runtime,
  request: TrafficRequest,
  path: string,
  note: (text: string) => void,
): (() => Outcome) | undefined {
  const { basePath = '/', dashboard = true, debug = false } = runtime.statics.file.api ?? {};
  const base = basePath.replace(/\/+$/, '');
  const below = path.startsWith(`${base}/`) ? path.slice(base.length) : undefined;
  if (below !== undefined && plainPaths.has(below)) return () => answer(200);
  if (below !== undefined && debug && debugPaths.test(below)) return () => answer(200);
  const item = below === undefined ? undefined : itemAt(runtime, below, note);
  if (item !== undefined) return () => answer(item);
  if (!dashboard) return undefined;
  if (path === basePath) {
    return () => redirectToDashboard(getHeader(request.headers, 'X-Forwarded-Prefix'), base, path);
  }
  const pages = `${base.replace(/\/$/, '')}/dashboard/`;
  if (path === pages) return () => answer(200);
  return path.startsWith(pages) ? () => serveFile(path.slice(pages.length), note) : undefined;
}

/** The status of one thing by its name. */
function itemAt(runtime: Runtime, path: string, note: (text: string) => void): number | undefined {
  const [, section = '', id = ''] =
    /^\/api\/(entrypoints|certificates|(?:http|tcp)\/(?:routers|services|middlewares)|udp\/(?:routers|services))\/([^/]+)$/.exec(
      path,
    ) ?? [];
  if (section === '') return undefined;
  if (section === 'certificates') {
    note('api@internal: 404 where no certificate has this fingerprint');
    return 200;
  }
  const things: Readonly<Record<string, ReadonlyMap<string, unknown>>> = {
    entrypoints: runtime.statics.entryPoints,
    'http/routers': runtime.routers,
    'http/services': runtime.services,
    'http/middlewares': runtime.middlewares,
    'tcp/routers': runtime.tcpRouters,
    'tcp/services': runtime.tcpServices,
    'tcp/middlewares': runtime.tcpMiddlewares,
    'udp/routers': runtime.udpRouters,
    'udp/services': runtime.udpServices,
  };
  return things[section]?.has(pathUnescape(id) ?? id) ? 200 : 404;
}
