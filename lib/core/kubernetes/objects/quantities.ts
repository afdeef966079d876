import type { FieldPath, Finding } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import { nano, own, parseQuantity } from '../../base';
import { fault } from './fault';
import { type Placed, below, each, has } from './fields';
import { containersOf, podOf, specOf } from './pods';

/** Amounts that are none, and numbers of bytes of which nobody means so few. */
export function* quantities(object: ApiObjectData): Iterable<Finding> {
  for (const container of containersOf(object)) {
    const requests = below(container, 'resources', 'requests');
    yield* amounts(requests);
    // One amount for both is told once.
    yield* amounts(below(container, 'resources', 'limits'), requests);
  }
  const pod = podOf(object);
  for (const volume of pod ? each(pod.spec, 'volumes') : []) {
    const emptyDir = below(volume, 'emptyDir');
    if (has(emptyDir, 'sizeLimit'))
      yield* bytes([...emptyDir.field, 'sizeLimit'], emptyDir.value['sizeLimit']);
  }
  const claim = specOf(object, 'v1 PersistentVolumeClaim');
  const set = specOf(object, 'apps/v1 StatefulSet');
  const claims = [
    ...(claim ? [claim] : []),
    ...(set ? each(set, 'volumeClaimTemplates').map((template) => below(template, 'spec')) : []),
  ];
  for (const spec of claims) yield* amounts(below(spec, 'resources', 'requests'));
}

function* amounts(side: Placed, told?: Placed): Iterable<Finding> {
  for (const [name, amount] of Object.entries(side.value)) {
    if (told && own(told.value, name) === amount) continue;
    const isSize = /^(?:memory|storage|ephemeral-storage|hugepages-.+)$/.test(name);
    yield* (isSize ? bytes : quantity)([...side.field, name], amount);
  }
}

function* quantity(field: FieldPath, amount: unknown): Iterable<Finding> {
  // What is neither text nor number is told by its type.
  if (typeof amount !== 'string' && typeof amount !== 'number') return;
  const value = parseQuantity(amount);
  // Devices and the like, which have a domain before their name, are counted.
  const isCounted = String(field.at(-1)).includes('/');
  if (value !== undefined && value >= 0n && !(isCounted && value % nano !== 0n)) return;
  yield fault('invalid-quantity', field, {
    message: `"${amount}" is no quantity.`,
    consequence: 'The API server refuses the object.',
    fix: 'Write a number with one of the suffixes m, k, M, G, T, Ki, Mi, Gi, Ti, or none: 500m, 128Mi, 2.',
  });
}

function* bytes(field: FieldPath, amount: unknown): Iterable<Finding> {
  yield* quantity(field, amount);
  const name = field.at(-1) === 'storage' ? 'size' : String(field.at(-1));
  const text = String(amount);
  if (/\dm$/.test(text)) {
    yield fault('thousandths-of-a-byte', field, {
      message: `${name} "${text}" is thousandths of a byte.`,
      consequence: 'Nothing starts or fits with less than a byte.',
      fix: `Write ${text.replace(/m$/, 'Mi')}.`,
    });
  } else if (/^[1-9]\d{0,5}$/.test(text)) {
    yield fault('size-in-bytes', field, {
      message: `${name} "${text}" is ${text} bytes.`,
      consequence: 'A container cannot start with so little memory, and a volume holds nothing.',
      fix: `Write ${text}Mi.`,
    });
  }
}
