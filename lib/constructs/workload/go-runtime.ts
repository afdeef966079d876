import { wholeUnits } from '../../core/kubernetes';
import type { Resources } from './resources';
import type { GoRuntimeSpec } from './spec';
import type { Variables } from './variables';

const mebibyte = 1024n * 1024n;

/** Under this the runtime's own needs weigh more than the heap, and a limit makes the collector run all the time. */
const smallestMemory = 64n * mebibyte;

/** The share of its memory limit that a Go program is told of. */
export const defaultMemoryShare = '90%';

/** GOMEMLIMIT and GOMAXPROCS of a container with these resources. */
export function goVariables(spec: GoRuntimeSpec | false = {}, resources: Resources): Variables {
  if (spec === false) return {};
  const memory = memoryLimit(spec.memoryLimit ?? defaultMemoryShare, resources.limits['memory']);
  const threads = maxProcs(spec, resources.limits['cpu']);
  return {
    ...(memory !== undefined && { GOMEMLIMIT: memory }),
    ...(threads !== undefined && { GOMAXPROCS: threads }),
  };
}

/** Bytes that a literal GOMEMLIMIT setting stands for, in Go's units or those of Kubernetes; else nothing. */
export function memoryLimitBytes(setting: string): bigint | undefined {
  return wholeUnits(setting.replace(/B$/, ''));
}

function memoryLimit(setting: string, limit: string | undefined): Variables[string] | undefined {
  if (setting === 'off') return undefined;
  const percent = /^(\d+)%$/.exec(setting)?.[1];
  if (percent === undefined && setting !== 'downward') {
    const bytes = memoryLimitBytes(setting);
    return bytes === undefined || bytes <= 0n ? undefined : goBytes(bytes);
  }
  const bytes = limit === undefined ? undefined : wholeUnits(limit);
  if (bytes === undefined || bytes < smallestMemory) return undefined;
  if (percent !== undefined) return goBytes(wholeMebibytes((bytes * BigInt(percent)) / 100n));
  // The API server fills in a divisor of its own, which GitOps tools then report as a difference.
  return { valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1' } } };
}

/** Down to whole mebibytes, because people compare the value with the container's limit. */
function wholeMebibytes(bytes: bigint): bigint {
  return bytes - (bytes % mebibyte);
}

/** In a unit that Go knows: it refuses to start with the `Mi` of Kubernetes. */
function goBytes(bytes: bigint): string {
  return bytes % mebibyte === 0n ? `${bytes / mebibyte}MiB` : String(bytes);
}

function maxProcs(
  { maxProcs = 'auto', version }: GoRuntimeSpec,
  limit: string | undefined,
): string | undefined {
  if (maxProcs === 'off') return undefined;
  if (maxProcs !== 'auto') return String(maxProcs);
  if (limit === undefined || version === undefined || readsCpuLimit(version)) return undefined;
  const cores = wholeUnits(limit);
  return cores === undefined || cores < 1n ? undefined : String(cores);
}

/** Whether the runtime takes GOMAXPROCS from the cgroup by itself, and follows it when it changes. */
function readsCpuLimit(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 1 || minor >= 25;
}
