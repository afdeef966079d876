import { isEqual } from '../../core/base';
import type { Finding } from '../../core/finding';
import type { Trace } from '../../traefik/model';
import { curlLine } from '../../traefik/request';
import { type DiffSide, type TrafficChange, type TrafficDiff, diffTraffic } from '../changes';

/** The Services among which requests of a release may move, as `namespace/name`; all where none are known. */
export type MovedServices = ReadonlySet<string> | undefined;

/** What a step does to requests: those that move within the release are told apart from all others. */
export function stepTraffic(from: DiffSide, to: DiffSide, services: MovedServices): TrafficDiff {
  return diffTraffic(from, to, new Map(), ({ traces: [before, after] }) =>
    String(isMoveWithin(before, after, services)),
  );
}

/** What is wrong with what a step does to requests: nothing may be opened, and only requests of the release may move. */
export function trafficFindings(
  { changes, unknown }: Pick<TrafficDiff, 'changes' | 'unknown'>,
  services?: MovedServices,
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

function isOfRelease({ kind, before, after }: TrafficChange, services: MovedServices): boolean {
  return kind === 'moved' && isMoveWithin(before, after, services);
}

type Fate = Pick<Trace, 'outcome' | 'response' | 'backends' | 'forwarded' | 'tls'>;

/** Whether requests fare as before but for the version that answers them. */
function isMoveWithin(before: Fate, after: Fate, services: MovedServices): boolean {
  const [was, is] = [before, after].map(({ outcome, response, forwarded, tls, backends }) => ({
    fate: { outcome, response, forwarded, tls: tls && [tls.options, tls.passthrough] },
    others: backends
      .filter(({ service }) => services && !services.has(service))
      .map(({ scheme, service, port, share }) => `${scheme}://${service}:${port} ${share.toFixed(9)}`)
      .toSorted(),
  }));
  return isEqual(was, is);
}
