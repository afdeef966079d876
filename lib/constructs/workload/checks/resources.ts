import type { FieldPath, Finding } from '../../../core/finding';
import { memoryLimitBytes } from '../go-runtime';
import type { PodModel } from '../model';
import { error } from './finding';

/** Devices of which there are none, and what Go is told of its memory. */
export function* checkResources({ spec }: PodModel): Iterable<Finding> {
  for (const [name, count] of Object.entries(spec.placement?.accelerators ?? {})) {
    if (count === 0) yield noDevice(['placement', 'accelerators', name]);
  }
  if (spec.go !== false && spec.go?.memoryLimit !== undefined) yield* checkMemoryLimit(spec.go.memoryLimit);
}

function* checkMemoryLimit(setting: string): Iterable<Finding> {
  if (/^(off|downward)$/.test(setting)) return;
  const field: FieldPath = ['go', 'memoryLimit'];
  const percent = /^(\d+)%$/.exec(setting)?.[1];
  const bytes = percent === undefined ? memoryLimitBytes(setting) : BigInt(percent);
  if (bytes === undefined || bytes <= 0n) {
    yield error('invalid-memory-limit', field, {
      message: `"${setting}" is no memory limit for Go.`,
      consequence: 'GOMEMLIMIT would be left out, or the program would refuse to start.',
      fix: 'Write a percentage such as 90%, a size such as 400MiB, downward, or off.',
    });
  }
}

function noDevice(field: FieldPath): Finding {
  return error('invalid-quantity', field, {
    message: 'The pods are to have 0 devices.',
    consequence: 'They would be kept to nodes with devices, and get none.',
    fix: 'Write how many each pod gets, or remove it.',
  });
}
