import type { TrafficDiff, Verdict } from '../../check/changes';
import type { TraceWithSteps } from '../../traefik/model';

const sentences: Readonly<Record<Verdict, string>> = {
  same: 'every request fares as before.',
  wider: 'some requests reach more than before, or pass fewer guards.',
  narrower: 'some requests reach less than before, or pass more guards; none reaches more.',
  moved:
    'some requests end elsewhere or are answered otherwise; none reaches what it could not reach before.',
  unknown: 'of some requests it is not decided whether they fare as before.',
};

/** The verdict in a sentence, with the number of changes. */
export function verdictText({ verdict, changes, unknown }: TrafficDiff<TraceWithSteps>): string {
  const counts = [
    ...(changes.length === 0 ? [] : [`${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`]),
    ...(unknown.length === 0 ? [] : [`${unknown.length} undecided`]),
  ];
  return counts.length === 0 ? sentences[verdict] : `${sentences[verdict]} (${counts.join(', ')})`;
}
