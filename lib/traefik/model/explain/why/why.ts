import type { RequestLine } from '../../rules';
import type { Trace } from '../result';
import { type Fault, faultsOf } from './faults';
import type { LeftOut } from './left-out';
import { type NearMiss, nearMisses } from './near-misses';
import { reasonsOf } from './reasons';
import type { Scene } from './scene';
import { type Step, stepsOf } from './steps';
import { wouldHaveTaken } from './would-have-taken';

/** Why a request goes the way it goes. */
export interface Why {
  /** Routes that are left out (disabled, dropped, not read) and would have taken the request; best first. */
  readonly leftOut: readonly LeftOut[];
  /** Routers that work and came near: the nearest first. */
  readonly nearMisses: readonly NearMiss[];
  /** Why the outcome is what it is, where a status alone would not tell. */
  readonly reasons: readonly string[];
  /** The objects on the way, and where they are written. */
  readonly steps: readonly Step[];
  /** What is wrong in these objects, though Traefik says nothing of it. */
  readonly faults: readonly Fault[];
}

/** Finds out why a request went the way that was traced. */
export function whyOf(scene: Scene, line: RequestLine, trace: Trace): Why {
  const leftOut = wouldHaveTaken(scene, line, trace);
  const steps = stepsOf(scene, trace);
  return {
    leftOut,
    nearMisses: nearMisses(scene, line, trace),
    reasons: reasonsOf(scene, line, trace),
    steps,
    faults: faultsOf(scene, steps, leftOut),
  };
}
