import { type Outcome, type TrafficRequest, answer } from '../../../request';
import type { Runtime } from '../../runtime/state';
import type { Journal } from '../result';
import { serveApi } from './api';
import { serveDashboard } from './dashboard';

/** Runs a request through a service that Traefik itself is. */
export function serveInternal(
  runtime: Runtime,
  service: string,
  request: TrafficRequest,
  journal: Journal,
): Outcome {
  const note = (text: string): void => void journal.notes.push(text);
  return { ...answerOf(runtime, service, request, note), service };
}

function answerOf(
  runtime: Runtime,
  service: string,
  request: TrafficRequest,
  note: (text: string) => void,
): Outcome {
  switch (service) {
    case 'noop@internal':
      return answer(418);
    case 'acme-http@internal':
      note('answers the tokens of HTTP challenges that are under way');
      return answer(404);
    case 'api@internal':
      return serveApi(runtime, request, note);
    case 'dashboard@internal':
      return serveDashboard(request, note);
    case 'ping@internal':
    case 'prometheus@internal':
      return answer(200);
    default:
      note(`${service} is Traefik itself: its status depends on the path`);
      return answer(200);
  }
}
