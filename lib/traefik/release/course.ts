import type {
  ReleaseGates,
  ReleaseMark,
  ReleaseMirror,
  ReleaseMode,
  ReleaseSpec,
  ReleaseStrategy,
} from './spec';

/** A release with all defaults filled in. */
export interface Course {
  readonly strategy: ReleaseStrategy;
  readonly mode: ReleaseMode;
  readonly shares: readonly Share[];
  readonly marks: readonly Mark[];
  readonly mirror?: Required<ReleaseMirror>;
  readonly gates: Required<ReleaseGates>;
  readonly bake: string;
  readonly minRequests: number;
}

/** A share of the requests, and what its gate waits for. */
export interface Share {
  readonly weight: number;
  readonly bake: string;
  readonly minRequests: number;
}

/** What a request has that asks for the next version. */
export interface Mark extends Required<ReleaseMark> {
  readonly in: 'header' | 'cookie';
}

const usualShares: Readonly<Record<ReleaseStrategy, readonly number[]>> = {
  canary: [5, 25, 50],
  header: [],
  mirror: [],
  blueGreen: [],
};

const usualMirror: Required<ReleaseMirror> = { percent: 10, mirrorBody: true, maxBodySize: 1 << 20 };

const usualGates: Required<ReleaseGates> = {
  errorRatio: 0.01,
  p99: '500ms',
  saturation: false,
  prometheus: 'http://prometheus-operated.monitoring:9090',
};

/** Fills in the defaults of a release. */
export function courseOf(spec: ReleaseSpec): Course {
  const { strategy = 'canary', mode = 'plain', bake = '10m', minRequests = 100, cookie } = spec;
  const header =
    spec.header ?? (strategy === 'header' && cookie === undefined ? { name: 'X-Canary' } : undefined);
  const mirror = spec.mirror ?? (strategy === 'mirror' ? {} : undefined);
  return {
    strategy,
    mode,
    shares: (spec.steps ?? usualShares[strategy]).map((step) => ({
      bake,
      minRequests,
      ...(typeof step === 'number' ? { weight: step } : step),
    })),
    marks: [...(header ? [markOf('header', header)] : []), ...(cookie ? [markOf('cookie', cookie)] : [])],
    ...(mirror && { mirror: { ...usualMirror, ...mirror } }),
    gates: { ...usualGates, ...spec.gates },
    bake,
    minRequests,
  };
}

function markOf(place: Mark['in'], { name, value = 'always' }: ReleaseMark): Mark {
  return { in: place, name, value };
}
