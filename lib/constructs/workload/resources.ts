import { parseQuantity } from '../../core/base';
import { formatQuantity } from '../../core/kubernetes';
import type { GoPodSpec, Quantity, ResourceQuantities, ResourcesSpec } from './spec';

/** Requests and limits with all defaults, as text by resource name. */
export interface Resources {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}

const defaultCpu = '100m';
const defaultMemory = '128Mi';

/**
 * Requests and limits of a container. Memory is not compressible, so its request equals its limit: a node that promised
 * less than pods may take kills them.
 */
export function resolveResources(
  spec: ResourcesSpec | false = {},
  accelerators: Readonly<Record<string, number>> = {},
): Resources {
  const requests: ResourceQuantities = spec ? (spec.requests ?? {}) : {};
  const limits: ResourceQuantities = spec ? (spec.limits ?? {}) : {};
  const memory = limits['memory'] || requests['memory'] || defaultMemory;
  return {
    requests: stated({ ...(spec && { cpu: lower(defaultCpu, limits['cpu']), memory }), ...requests }),
    // Devices are limits alone: Kubernetes makes the request equal to them.
    limits: stated({ ...(spec && { memory }), ...limits, ...accelerators }),
  };
}

/** The resources of a container beside the main one: the same, but devices stay with the main container. */
export function withoutAccelerators(
  resources: Resources,
  accelerators: PlacementAccelerators = {},
): Resources {
  const keep = (quantities: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(quantities).filter(([name]) => !Object.hasOwn(accelerators, name)));
  return { requests: keep(resources.requests), limits: keep(resources.limits) };
}

type PlacementAccelerators = NonNullable<GoPodSpec['placement']>['accelerators'];

function lower(quantity: string, limit: Quantity | false | undefined): Quantity {
  if (limit === undefined || limit === false) return quantity;
  const ours = parseQuantity(quantity);
  const theirs = parseQuantity(limit);
  return ours !== undefined && theirs !== undefined && theirs < ours ? limit : quantity;
}

function stated(quantities: ResourceQuantities): Readonly<Record<string, string>> {
  const entries: [string, string][] = [];
  for (const [name, quantity] of Object.entries(quantities)) {
    if (quantity !== false) entries.push([name, formatQuantity(quantity)]);
  }
  return Object.fromEntries(entries);
}
