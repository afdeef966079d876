import type { FieldPath, Finding } from '../../../core/finding';
import { memoryLimitBytes } from '../go-runtime';
import type { PodModel } from '../model';
import { parseQuantity } from '../../../core/base';
import { wholeUnits } from '../quantity';
import { type Resources, resolveResources } from '../resources';
import type { Quantity, ResourcesSpec } from '../spec';
import { error } from './finding';

/** Requests, limits, sizes and what Go is told about them. */
export function* checkResources({ spec, resources }: PodModel): Iterable<Finding> {
  yield* checkDeclared(['resources'], spec.resources, resources);
  for (const [name, init] of Object.entries(spec.initContainers ?? {})) {
    if (init.resources)
      yield* checkDeclared(
        ['initContainers', name, 'resources'],
        init.resources,
        resolveResources(init.resources),
      );
  }
  if (spec.preflight?.resources) {
    yield* checkDeclared(
      ['preflight', 'resources'],
      spec.preflight.resources,
      resolveResources(spec.preflight.resources),
    );
  }
  for (const [name, count] of Object.entries(spec.placement?.accelerators ?? {})) {
    if (!Number.isInteger(count) || count < 1) yield invalid(['placement', 'accelerators', name], count);
  }
  if (spec.go !== false && spec.go?.memoryLimit !== undefined)
    yield* checkMemoryLimit(spec.go.memoryLimit, resources);
}

/** A finding where a text is not a positive quantity. */
export function* checkQuantity(field: FieldPath, quantity: Quantity): Iterable<Finding> {
  const value = parseQuantity(quantity);
  if (value === undefined || value < 0n) yield invalid(field, quantity);
}

/** The same of a number of bytes, of which nobody means a few hundred. */
export function* checkBytes(field: FieldPath, quantity: Quantity): Iterable<Finding> {
  yield* checkQuantity(field, quantity);
  const name = String(field.at(-1));
  if (/\dm$/.test(String(quantity))) {
    yield error('thousandths-of-a-byte', field, {
      message: `${name} "${quantity}" is thousandths of a byte.`,
      consequence: 'Nothing starts or fits with less than a byte.',
      fix: `Write ${String(quantity).replace(/m$/, 'Mi')}.`,
    });
  } else if (/^[1-9]\d{0,5}$/.test(String(quantity))) {
    yield error('size-in-bytes', field, {
      message: `${name} "${quantity}" is ${quantity} bytes.`,
      consequence: 'A container cannot start with so little memory, and a volume holds nothing.',
      fix: `Write ${quantity}Mi.`,
    });
  }
}

function* checkDeclared(
  field: FieldPath,
  declared: ResourcesSpec | false | undefined,
  { requests, limits }: Resources,
): Iterable<Finding> {
  for (const side of ['requests', 'limits'] as const) {
    for (const [name, quantity] of Object.entries((declared && declared[side]) || {})) {
      if (quantity === false) continue;
      const isSize = /^(?:memory|ephemeral-storage|hugepages-.+)$/.test(name);
      yield* (isSize ? checkBytes : checkQuantity)([...field, side, name], quantity);
    }
  }
  for (const [name, limit] of Object.entries(limits)) {
    const request = Object.hasOwn(requests, name) ? requests[name] : undefined;
    const [asked, allowed] = [request, limit].map((quantity) =>
      quantity === undefined ? undefined : parseQuantity(quantity),
    );
    if (asked === undefined || allowed === undefined || asked <= allowed) continue;
    const side =
      declared && declared.requests && Object.hasOwn(declared.requests, name) ? 'requests' : 'limits';
    yield error('limit-below-request', [...field, side, name], {
      message: `The ${name} limit ${limit} is below the request ${request}.`,
      consequence: 'The API server refuses the workload.',
      fix: 'Raise the limit or lower the request.',
    });
  }
}

function* checkMemoryLimit(setting: string, { limits }: Resources): Iterable<Finding> {
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
    return;
  }
  const limit = percent === undefined ? limits['memory'] && wholeUnits(limits['memory']) : 100n;
  if (typeof limit === 'bigint' && bytes > limit) {
    yield error('memory-limit-above-container', field, {
      message:
        `GOMEMLIMIT ${setting} is above the container's memory limit ${limits['memory'] ?? ''}.`.replace(
          / \.$/,
          '.',
        ),
      consequence: 'The kernel kills the program before its garbage collector makes an effort.',
      fix: 'Stay 5 to 10 % below the limit; 90% does.',
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
