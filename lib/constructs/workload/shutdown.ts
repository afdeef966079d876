import type { Lifecycle } from './kubernetes';
import type { ShutdownSpec } from './spec';

/** How a pod ends, with all defaults, in seconds. */
export interface Shutdown {
  readonly preStopSeconds: number;
  readonly gracePeriodSeconds: number;
  /** `lifecycle` of the container, if it has one. */
  readonly lifecycle?: Lifecycle;
}

/** Time for the program to exit after it drained. */
export const exitSeconds = 5;

/** The grace period counts from before the preStop hook, so it covers the hook, the drain and the exit. */
export function resolveShutdown(spec: ShutdownSpec = {}): Shutdown {
  const { preStopSeconds = 10, preStopCommand, drainSeconds = 25, terminationGracePeriodSeconds } = spec;
  const preStop = preStopCommand
    ? { exec: { command: preStopCommand } }
    : preStopSeconds > 0
      ? { sleep: { seconds: preStopSeconds } }
      : undefined;
  return {
    preStopSeconds,
    gracePeriodSeconds: terminationGracePeriodSeconds ?? preStopSeconds + drainSeconds + exitSeconds,
    ...(preStop && { lifecycle: { preStop } }),
  };
}
