import type { Severity } from '../../core/finding';
import type { Answer, Difference } from '../../traefik/difference';
import { isSameAnswer, wayOf } from '../../traefik/difference';
import type { Way } from '../../traefik/ways';

/** What a change does to requests. */
export type ChangeKind =
  | 'guard-removed'
  | 'opened'
  | 'chance'
  | 'closed'
  | 'moved'
  | 'rewritten'
  | 'tls'
  | 'answered-differently'
  | 'guard-added'
  | 'unknown';

/** Kinds of changes, the worst first. */
export const changeKinds: readonly ChangeKind[] = [
  'guard-removed',
  'opened',
  'chance',
  'unknown',
  'closed',
  'moved',
  'rewritten',
  'tls',
  'answered-differently',
  'guard-added',
];

/** Whether more or fewer requests reach something than before, or others, or it cannot be said. */
export type Verdict = 'same' | 'wider' | 'narrower' | 'moved' | 'unknown';

/** What a difference means. */
export interface Meaning {
  readonly kind: ChangeKind;
  readonly severity: Severity;
  readonly verdict: Exclude<Verdict, 'same'>;
}

/** What the answers of a difference mean for who asks. */
export function meaningOf(difference: Difference): Meaning {
  const { chance, answers } = difference;
  const [before, after] = answers;
  if (chance && chance.after.length > 0) return chance.stood ? asBefore(difference) : byChance(difference);
  if (chance && chance.before.length > 0) return { kind: 'chance', severity: 'info', verdict: 'moved' };
  const [reached, reaches] = [reaching(difference, 0), reaching(difference, 1)];
  if (!reached && reaches) {
    return { kind: 'opened', severity: isRefusal(before) ? 'error' : 'warning', verdict: 'wider' };
  }
  if (reached && !reaches) return { kind: 'closed', severity: 'warning', verdict: 'narrower' };
  if (!reached) {
    const kind = isSame(before, after, ['outcome', 'status', 'location'])
      ? otherwise(before, after)
      : 'answered-differently';
    return { kind, severity: 'info', verdict: 'moved' };
  }
  return betweenBackends(before, after);
}

/** Both reach something. */
function betweenBackends(before: Answer, after: Answer): Meaning {
  const [lost, won] = [missing(before.guards, after.guards), missing(after.guards, before.guards)];
  if (lost.length > 0) return { kind: 'guard-removed', severity: 'error', verdict: 'wider' };
  if (isWeakerTls(before, after)) return { kind: 'tls', severity: 'error', verdict: 'wider' };
  if (!isSame(before, after, ['backends', 'status', 'location']))
    return { kind: 'moved', severity: 'warning', verdict: 'moved' };
  if (won.length > 0) return { kind: 'guard-added', severity: 'info', verdict: 'narrower' };
  if (before.outcome !== after.outcome) return { kind: 'unknown', severity: 'warning', verdict: 'unknown' };
  return { kind: otherwise(before, after), severity: 'warning', verdict: 'moved' };
}

function otherwise(before: Answer, after: Answer): ChangeKind {
  if (!isSame(before, after, ['forwarded'])) return 'rewritten';
  return isSame(before, after, ['tls']) ? 'answered-differently' : 'tls';
}

/** Chance decides now: the worst that it may bring counts. */
function byChance(difference: Difference): Meaning {
  const { answers, chance } = difference;
  const others = (chance?.after ?? []).filter(({ way }) => !isEndedByTraefik(way));
  const isOpen = others.some(
    ({ way }) => missing(answers[0].guards, guardsOf(way.steps)).length > 0 || !reaching(difference, 0),
  );
  const opened = meaningOf({ ...difference, chance: undefined });
  return {
    kind: 'chance',
    severity: 'error',
    verdict: isOpen || opened.verdict === 'wider' ? 'wider' : 'moved',
  };
}

/** Chance decided before, too, and what changed is what one of those does between which it decides. */
function asBefore(difference: Difference): Meaning {
  const { seats, answers } = difference;
  const [was, is] = [wayOf(seats[0]), wayOf(seats[1])];
  const isWider =
    missing(guardsOf(was.steps), guardsOf(is.steps)).length > 0 ||
    (isEndedByTraefik(was) && !isEndedByTraefik(is));
  const plain = meaningOf({ ...difference, chance: undefined });
  // What is shown is what happens where the first by name is taken: the other one may be it.
  const isShown = !isSameAnswer(...answers) && (!isWider || plain.verdict === 'wider');
  if (isShown) return plain;
  return { kind: 'chance', severity: isWider ? 'error' : 'warning', verdict: isWider ? 'wider' : 'moved' };
}

function isEndedByTraefik({ end }: Way): boolean {
  return end.kind === 'answered' || end.kind === 'closed';
}

function guardsOf(steps: Way['steps']): readonly string[] {
  return steps.filter(({ guards }) => guards).map(({ kind }) => kind);
}

/** Whether a request of a difference reaches a backend, or what Traefik itself serves. */
function reaching({ traces, seats }: Difference, side: 0 | 1): boolean {
  const { outcome, decidedBy, response } = traces[side];
  if (outcome === 'forwarded' || outcome === 'unknown') return true;
  const { end } = wayOf(seats[side]);
  return (
    outcome === 'answered' && decidedBy === null && end.kind === 'internal' && (response?.status ?? 500) < 300
  );
}

/** Whether something refused the request that was there to refuse it. */
function isRefusal({ outcome, status, tls }: Answer): boolean {
  return outcome === 'rejected' ? tls !== null : status === 401 || status === 403 || status === 421;
}

/** Whether clients were asked for certificates, and are no longer. */
function isWeakerTls(before: Answer, after: Answer): boolean {
  const asks = ({ tls }: Answer): boolean =>
    /"clientAuthType":"(?!NoClientCert")|"clientCAs":\["/.test(tls?.content ?? '');
  return asks(before) && !asks(after) && before.tls?.passthrough === false;
}

function isSame(before: Answer, after: Answer, fields: readonly (keyof Answer)[]): boolean {
  return fields.every((field) => JSON.stringify(before[field]) === JSON.stringify(after[field]));
}

function missing(from: readonly string[], others: readonly string[]): readonly string[] {
  return from.filter((kind) => !others.includes(kind));
}

/** The verdict over all of several changes: the worst that they may bring. */
export function verdictOf(verdicts: readonly Exclude<Verdict, 'same'>[]): Verdict {
  const order = ['wider', 'unknown', 'moved', 'narrower'] as const;
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'same';
}
