import type { Course, Share } from './course';

/** What a step of a release is about. */
export type StepKind =
  'baseline' | 'deploy' | 'mirror' | 'header' | 'weight' | 'shift' | 'promote' | 'return' | 'cleanup';

/** Where a release is at a step. */
export interface StepState {
  /** Name of the step, which is its folder: `40-weight-5`. Names in order of the alphabet are in order of the release. */
  readonly id: string;
  readonly kind: StepKind;
  /** Whether the next version runs beside the service. */
  readonly isDeployed: boolean;
  /** Whether it gets copies of requests. */
  readonly isMirrored: boolean;
  /** Whether requests that ask for it reach it. */
  readonly isMarked: boolean;
  /** Percent of the requests that it answers. */
  readonly weight: number;
  /** Whether the service itself runs the next version. */
  readonly isPromoted: boolean;
  /** What is waited for before the step after; nothing where no request reaches the next version. */
  readonly share?: Omit<Share, 'weight'>;
}

/** The steps that a release takes, first to last. */
export function statesOf({ shares, marks, mirror, bake, minRequests }: Course): readonly StepState[] {
  const isMarked = marks.length > 0;
  const before = { isDeployed: false, isMirrored: false, isMarked: false, weight: 0, isPromoted: false };
  const deployed = { ...before, isDeployed: true };
  const usual = { bake, minRequests };
  const weighted = { ...deployed, isMarked };
  return [
    { ...before, id: '00-baseline', kind: 'baseline' },
    { ...deployed, id: '10-deploy', kind: 'deploy' },
    ...(mirror
      ? [{ ...deployed, id: '20-mirror', kind: 'mirror', isMirrored: true, share: usual } as const]
      : []),
    // Whoever asks by header tests by hand: how many will is nobody's to say.
    ...(isMarked
      ? [{ ...weighted, id: '30-header', kind: 'header', share: { bake, minRequests: 0 } } as const]
      : []),
    ...shares.map(({ weight, ...share }, index) => {
      const id = `${numberOf(index, shares.length)}-weight-${weight}`;
      return { ...weighted, id, kind: 'weight', weight, share } as const;
    }),
    { ...weighted, id: '70-shift', kind: 'shift', weight: 100, share: usual },
    { ...weighted, id: '80-promote', kind: 'promote', weight: 100, isPromoted: true },
    { ...deployed, id: '90-return', kind: 'return', isPromoted: true },
    { ...before, id: '95-cleanup', kind: 'cleanup', isPromoted: true },
  ];
}

/** Shares have the numbers from 40 up to 69 for themselves. */
export const mostShares = 30;

function numberOf(index: number, count: number): number {
  return 40 + index * Math.max(1, Math.min(10, Math.floor(mostShares / count)));
}
