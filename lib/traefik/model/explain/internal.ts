import { type Outcome, type TrafficRequest, answer } from '../../request';
import type { Journal } from './result';

/** What the API answers to GET; with an id behind it only where there is such a thing. */
const apiPaths =
  /^\/api\/(rawdata|overview|support-dump|version|entrypoints(\/[^/]+)?|certificates(\/[^/]+)?|(http|tcp)\/(routers|services|middlewares)(\/[^/]+)?|udp\/(routers|services)(\/[^/]+)?)$/;

/** Runs a request through a service that Traefik itself is. */
export function serveInternal(service: string, request: TrafficRequest, journal: Journal): Outcome {
  return { ...answer(statusOf(service, request, journal)), service };
}

function statusOf(service: string, { method, url }: TrafficRequest, journal: Journal): number {
  switch (service) {
    case 'noop@internal':
      return 418;
    case 'acme-http@internal':
      journal.notes.push('answers the tokens of HTTP challenges that are under way');
      return 404;
    case 'api@internal':
      if (!apiPaths.test(url.path)) return 404;
      return method === 'GET' ? 200 : 405;
    default:
      journal.notes.push(`${service} is Traefik itself: its status depends on the path`);
      return 200;
  }
}
