import { nano, own, parseQuantity } from '../../base';
import type { ApiObjectData } from '../../manifest';
import type { Tell } from './fault';
import { type Placed, below, each, has } from './fields';
import { type Pod, specOf } from './pods';

/** Amounts that are none, and numbers of bytes of which nobody means so few. */
export function podQuantities({ containers, volumes }: Pod, tell: Tell): void {
  for (const { requests, limits } of containers) {
    amounts(requests, tell);
    // One amount for both is told once.
    amounts(limits, tell, requests);
  }
  for (const volume of volumes) {
    if (!has(volume, 'emptyDir')) continue;
    const emptyDir = below(volume, 'emptyDir');
    if (has(emptyDir, 'sizeLimit')) bytes(emptyDir, 'sizeLimit', tell);
  }
}

/** The same of a volume. */
export function claimQuantities(claim: ApiObjectData, tell: Tell): void {
  amounts(below(specOf(claim), 'resources', 'requests'), tell);
}

/** The same of volumes that are made for each pod. */
export function templateQuantities(set: ApiObjectData, tell: Tell): void {
  for (const template of each(specOf(set), 'volumeClaimTemplates')) {
    amounts(below(template, 'spec', 'resources', 'requests'), tell);
  }
}

/** What is counted in bytes, beside large pages. */
const sizes: ReadonlySet<string> = new Set(['memory', 'storage', 'ephemeral-storage']);

function amounts(side: Placed, tell: Tell, told?: Placed): void {
  for (const name of Object.keys(side.value)) {
    if (told && own(told.value, name) === side.value[name]) continue;
    (sizes.has(name) || /^hugepages-.+$/.test(name) ? bytes : quantity)(side, name, tell);
  }
}

function quantity(holder: Placed, name: string, tell: Tell): void {
  const amount = holder.value[name];
  // What is neither text nor number is told by its type.
  if (typeof amount !== 'string' && typeof amount !== 'number') return;
  const value = parseQuantity(amount);
  // Devices and the like, which have a domain before their name, are counted.
  const isCounted = name.includes('/');
  if (value !== undefined && value >= 0n && !(isCounted && value % nano !== 0n)) return;
  tell('invalid-quantity', [...holder.field, name], {
    message: `"${amount}" is no quantity.`,
    consequence: 'The API server refuses the object.',
    fix: 'Write a number with one of the suffixes m, k, M, G, T, Ki, Mi, Gi, Ti, or none: 500m, 128Mi, 2.',
  });
}

function bytes(holder: Placed, name: string, tell: Tell): void {
  quantity(holder, name, tell);
  const called = name === 'storage' ? 'size' : name;
  const text = String(holder.value[name]);
  if (/\dm$/.test(text)) {
    tell('thousandths-of-a-byte', [...holder.field, name], {
      message: `${called} "${text}" is thousandths of a byte.`,
      consequence: 'Nothing starts or fits with less than a byte.',
      fix: `Write ${text.replace(/m$/, 'Mi')}.`,
    });
  } else if (/^[1-9]\d{0,5}$/.test(text)) {
    tell('size-in-bytes', [...holder.field, name], {
      message: `${called} "${text}" is ${text} bytes.`,
      consequence: 'A container cannot start with so little memory, and a volume holds nothing.',
      fix: `Write ${text}Mi.`,
    });
  }
}
