import { isEqual } from '../../core/base';
import type { ReportedObject } from '../../core/report';
import { type Difference, wayOf } from '../../traefik/difference';
import { elementName } from '../../traefik/model';
import { isLabelled } from './labels';
import { endKey, stepKey } from '../../traefik/ways';

/** Whether a change of an object can be why a difference is one. */
export function effectOf(difference: Difference): (object: ReportedObject) => boolean {
  const { seats, answers, traces } = difference;
  const [before, after] = seats.map(wayOf);
  const sources = traces.map(({ source }) => JSON.stringify(source));
  const isOneRoute = sources[0] === sources[1] && sources[0] !== 'null';
  const steps = (way: typeof before): ReadonlyMap<string, string> =>
    new Map((way?.steps ?? []).map((step) => [step.name, stepKey(step)]));
  const [was, is] = [steps(before), steps(after)];
  const hasOtherSteps = !isEqual([...was], [...is]);
  const hasOtherEnd = before && after && endKey(before.end) !== endKey(after.end);
  const [{ tls: _was, ...one }, { tls: _is, ...other }] = answers;
  const hasOtherTls =
    JSON.stringify(one) === JSON.stringify(other) || answers.some(({ outcome }) => outcome === 'rejected');
  return ({ kind, namespace, name }) => {
    if (kind.startsWith('Ingress') || isLabelled({ kind })) return true;
    if (kind.startsWith('TLS') || kind === 'Certificate') return hasOtherTls;
    // Where another route takes the requests, what it leads to is no cause.
    if (!isOneRoute) return false;
    if (kind.startsWith('Middleware')) {
      const names = [false, true].map((isSafe) => elementName(namespace ?? '', name, isSafe));
      const own = names.find((one) => was.has(one) || is.has(one));
      // A chain is not passed itself: its middlewares are.
      return own === undefined ? hasOtherSteps : was.get(own) !== is.get(own);
    }
    if (kind === 'Secret') return true;
    return hasOtherEnd === true;
  };
}
