import type { Finding } from '../../core/finding';
import { curlLine } from '../../traefik/request';
import type { TrafficChange, TrafficDiff } from '../changes';

/**
 * What is wrong with what a step does to requests: nothing may be opened, and only requests of the release may move.
 *
 * @param services the Services among which requests may move, as `namespace/name`; all where none are named
 */
export function trafficFindings(
  { changes, unknown }: Pick<TrafficDiff, 'changes' | 'unknown'>,
  services?: ReadonlySet<string>,
): readonly Finding[] {
  return [
    ...changes.flatMap((change): readonly Finding[] => {
      const message = `${change.message} For example ${curlLine(change.example)}`;
      if (change.severity === 'error') return [{ rule: 'release-unguarded', message }];
      return isOfRelease(change, services) ? [] : [{ rule: 'release-moves-others', message }];
    }),
    ...unknown.map(({ reason }): Finding => ({ rule: 'release-undecided', message: `${reason}.` })),
  ];
}

function isOfRelease({ kind, before, after }: TrafficChange, services?: ReadonlySet<string>): boolean {
  if (kind !== 'moved') return false;
  return [...before.backends, ...after.backends].every(({ service }) => services?.has(service) ?? true);
}
