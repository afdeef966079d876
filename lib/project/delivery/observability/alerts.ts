import type { ObjectiveSpec } from '../../environment';
import { type Subject, fastRequests, requests } from './series';

/** What is promised of something that Traefik counts the requests of. */
export interface Promised {
  /** `Service shop/web`, for people. */
  readonly text: string;
  /** Labels that its alerts have. */
  readonly labels: Readonly<Record<string, string>>;
  readonly subject: Subject;
  readonly objective: ObjectiveSpec;
}

/** A group of rules of Prometheus. */
export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly object[];
}

/**
 * How fast the budget of 30 days is used up, seen over a long window and a short one: a page where two per cent of it are
 * gone in an hour, or five in six, a ticket where ten are gone in a day or three.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 */
const burns = [
  { long: '1h', short: '5m', factor: 14.4, severity: 'page', lasts: '2m' },
  { long: '6h', short: '30m', factor: 6, severity: 'page', lasts: '15m' },
  { long: '1d', short: '2h', factor: 3, severity: 'ticket', lasts: '1h' },
  { long: '3d', short: '6h', factor: 1, severity: 'ticket', lasts: '3h' },
] as const;

const usualAvailability = 99.9;

/** The alerts of a promise: one group for failing requests, one for slow ones where that is promised. */
export function alertGroups(promised: Promised): readonly RuleGroup[] {
  const { text, objective, subject } = promised;
  const { availability = usualAvailability, latency } = objective;
  const failing = (window: string): string =>
    `${requests(subject, window, '5..')} / ${requests(subject, window)}`;
  const groups = [
    groupOf(promised, {
      alert: 'ErrorBudgetBurn',
      kind: 'errors',
      percent: availability,
      failing,
      summary: `${text} fails more requests than ${availability} % of success over 30 days allow.`,
    }),
  ];
  if (!latency) return groups;
  const { seconds, percent } = latency;
  const slow = (window: string): string =>
    `1 - ${fastRequests(subject, window, seconds)} / ${requests(subject, window)}`;
  return [
    ...groups,
    groupOf(promised, {
      alert: 'LatencyBudgetBurn',
      kind: 'latency',
      percent,
      failing: slow,
      summary: `${text} answers fewer requests within ${seconds} s than the ${percent} % of them that are promised.`,
    }),
  ];
}

interface Objective {
  readonly alert: string;
  readonly kind: string;
  readonly percent: number;
  /** The part of requests of a window that break the promise. */
  readonly failing: (window: string) => string;
  readonly summary: string;
}

function groupOf({ text, labels }: Promised, objective: Objective): RuleGroup {
  const { alert, kind, percent, failing, summary } = objective;
  return {
    name: `${kind} of ${text}`,
    rules: burns.map(({ long, short, factor, severity, lasts }) => {
      const most = rounded(factor * (1 - percent / 100));
      return {
        alert,
        expr: `(${failing(long)}) > ${most} and (${failing(short)}) > ${most}`,
        for: lasts,
        labels: { ...labels, severity, window: long },
        annotations: {
          summary,
          description: `Over ${long} the budget is used up ${factor} times as fast as it may be.`,
        },
      };
    }),
  };
}

/** A number without what binary fractions add to it. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
