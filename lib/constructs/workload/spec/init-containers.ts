import type { EnvValue } from './environment-variables';
import type { ResourcesSpec } from './resources';

/** A container that runs to its end before the service starts, with the service's own security, mounts and variables. */
export interface InitContainerSpec {
  /** @default the service's image */
  readonly image?: string;

  /** Program, in place of the image's entry point. */
  readonly command?: readonly string[];

  /** Arguments. */
  readonly args?: readonly string[];

  /** Variables on top of those of the service. */
  readonly env?: Readonly<Record<string, EnvValue>>;

  /** @default those of the service, without accelerators */
  readonly resources?: ResourcesSpec;

  /** `Always` makes it a sidecar that starts before the service and keeps running. Kubernetes 1.29 or newer. */
  readonly restartPolicy?: 'Always';
}

/**
 * A check of the service by its own image, after all other init containers and before the service starts: for example
 * that configuration parses and the database answers. A pod whose preflight fails never becomes ready, so a rollout
 * stops there and the old version keeps serving.
 */
export interface PreflightSpec {
  /** Program, in place of the image's entry point. @default that of the service */
  readonly command?: readonly string[];

  /**
   * Arguments, in place of the service's.
   * @minItems 1
   */
  readonly args: readonly string[];

  /** Variables on top of those of the service. */
  readonly env?: Readonly<Record<string, EnvValue>>;

  /** @default those of the service, without accelerators */
  readonly resources?: ResourcesSpec;
}
