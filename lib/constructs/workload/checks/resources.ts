import type { FieldPath, Finding } from '../../../core/finding';
import { memoryLimitBytes } from '../go-runtime';
import type { PodModel } from '../model';
import type { Quantity } from '../spec';
import { error } from './finding';

/** Devices by their number, and what Go is told of its memory. */
export function* checkResources({ spec }: PodModel): Iterable<Finding> {
  for (const [name, count] of Object.entries(spec.placement?.accelerators ?? {})) {
    if (!Number.isInteger(count) || count < 1) yield invalid(['placement', 'accelerators', name], count);
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

function invalid(field: FieldPath, quantity: Quantity): Finding {
  return error('invalid-quantity', field, {
    message: `"${quantity}" is no quantity.`,
    consequence: 'The API server refuses the object.',
    fix: 'Write a number with one of the suffixes m, k, M, G, T, Ki, Mi, Gi, Ti, or none: 500m, 128Mi, 2.',
  });
}
