import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { shownRequest } from '../shown-request';
import type { Advisory, Hit } from './advisory';
import { judgeRelease } from './judge';

/** Known faults of the release that runs, where the objects make them count. */
export const openAdvisory: TrafficCheck = (inventory, model) =>
  judgeRelease(inventory, model).flatMap(({ advisory, hits }) => hits.map((hit) => findingOf(advisory, hit)));

/** What an advisory is told with where it counts. */
export function findingOf(advisory: Advisory, { placed, field, message, request }: Hit): ObjectFinding {
  const shown = request ? ` Request: ${shownRequest(request)}` : '';
  return {
    placed,
    field,
    rule: 'open-advisory',
    message: `${nameOf(advisory)}: ${message}${shown && `${shown}.`}`,
    fix: advisory.fix,
  };
}

export function nameOf({ ids, title }: Advisory): string {
  return `${ids.join(', ')} (${title})`;
}
