import { type Outcome, type TrafficRequest, answer } from '../../../request';
import { cleanPath } from './paths';

/** Headers of the dashboard's pages. */
const pageHeaders = {
  'Content-Security-Policy': "frame-src 'self' https://traefik.io https://*.traefik.io;",
};

/**
 * From where the API stands to the dashboard: behind a stripped prefix X-Forwarded-Prefix says what to put back. One
 * without a slash is read from the folder of the path, as http.Redirect of Go does.
 */
export function redirectToDashboard(forwardedPrefix: string, base: string, path: string): Outcome {
  const isAbsolute = /^([a-z][a-z\d+.-]*:|\/\/)/i.test(forwardedPrefix);
  const prefix = isAbsolute ? '' : forwardedPrefix.replace(/\/$/, '');
  const target = `${prefix}${base}/dashboard/`;
  const from = target.startsWith('/') ? '' : path.slice(0, path.lastIndexOf('/') + 1);
  return answer(302, { Location: cleanPath(from + target) });
}

/** A file of the dashboard, as Go's file server gives it out. Which there are, only the release knows. */
export function serveFile(path: string, note: (text: string) => void): Outcome {
  if (path === 'index.html' || path.endsWith('/index.html')) return answer(301, { Location: './' });
  if (!/\.\w+$/.test(path)) return answer(404, pageHeaders);
  note(`the dashboard: 404 where it has no file ${path}`);
  return answer(200, pageHeaders);
}

/** dashboard@internal (pkg/api/dashboard/dashboard.go): the page at `/`, else files. */
export function serveDashboard(request: TrafficRequest, note: (text: string) => void): Outcome {
  if (request.requestUri === '/') return answer(200, pageHeaders);
  return serveFile(request.url.path.replace(/^\//, ''), note);
}
