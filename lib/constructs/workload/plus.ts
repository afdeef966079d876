import { Size } from 'cdk8s';
import type * as Plus from 'cdk8s-plus-28';
import type { ServiceModel } from './model';
import { parseQuantity } from '../../core/base';
import type { Resources } from './resources';

// What constructs of cdk8s-plus-28 ask of the constructs that they are given. They have been loaded when they ask, so
// loading them here costs nothing, and a program without them does not load them.

function plus(): typeof Plus {
  // oxlint-disable-next-line typescript/no-require-imports -- an import would load it at once
  const library: typeof Plus = require('cdk8s-plus-28');
  return library;
}

/** Pods by labels, in one namespace where it is known. */
export function podSelectorConfig(
  labels: Readonly<Record<string, string>>,
  namespace: string | undefined,
): Plus.PodSelectorConfig {
  return {
    labelSelector: plus().LabelSelector.of({ labels }),
    ...(namespace !== undefined && { namespaces: { names: [namespace] } }),
  };
}

/** A workload that an autoscaler may scale, unless a number of replicas is fixed. */
export function scalingTarget({ kind, name, spec, resources }: ServiceModel): Plus.ScalingTarget {
  return {
    apiVersion: 'apps/v1',
    kind,
    name,
    replicas: spec.replicas,
    // Read for nothing but whether requests and limits are set.
    containers: [new (plus().Container)({ image: spec.image, resources: containerResources(resources) })],
  };
}

function containerResources({ requests, limits }: Resources): Plus.ContainerResources {
  return {
    cpu: { request: cpuOf(requests['cpu']), limit: cpuOf(limits['cpu']) },
    memory: { request: sizeOf(requests['memory']), limit: sizeOf(limits['memory']) },
  };
}

function cpuOf(quantity = ''): Plus.Cpu | undefined {
  const value = parseQuantity(quantity);
  return value === undefined ? undefined : plus().Cpu.millis(Number(value / 1_000_000n));
}

function sizeOf(quantity = ''): Size | undefined {
  const value = parseQuantity(quantity);
  return value === undefined ? undefined : Size.kibibytes(Number(value / 1_000_000_000n / 1024n));
}
