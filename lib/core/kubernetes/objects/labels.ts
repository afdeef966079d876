import { Remembered } from '../../base';
import type { FieldPath } from '../../finding';
import { type ApiObjectData, isDnsSubdomain } from '../../manifest';
import type { Tell } from './fault';
import { type Placed, below, each, rootOf } from './fields';
import { type Pod, specOf } from './pods';

const labelSyntax = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** Labels and annotations of an object that the API server refuses. */
export function labels(object: ApiObjectData, tell: Tell): void {
  labelsOf(rootOf(object), tell);
}

/** Those of the pods and jobs that it makes. */
export function templateLabels({ templates }: Pod, tell: Tell): void {
  for (const template of templates) labelsOf(template, tell);
}

/** Those of the volumes that are made for each pod. */
export function claimLabels(set: ApiObjectData, tell: Tell): void {
  for (const claim of each(specOf(set), 'volumeClaimTemplates')) labelsOf(claim, tell);
}

function labelsOf(holder: Placed, tell: Tell): void {
  const written = below(holder, 'metadata', 'labels');
  for (const key of Object.keys(written.value)) {
    const label = written.value[key];
    // What is no text is told by its type.
    if (typeof label !== 'string') continue;
    if (!isKey(key)) invalidKey([...written.field, key], key, tell);
    if (!labelSyntax.test(label)) invalidValue([...written.field, key], label, tell);
  }
  const annotations = below(holder, 'metadata', 'annotations');
  for (const key of Object.keys(annotations.value)) {
    // The API server takes the keys of annotations in any case.
    if (typeof annotations.value[key] !== 'string' || isKey(key.toLowerCase())) continue;
    invalidKey([...annotations.field, key], key, tell);
  }
}

/** Thousands of objects have the same few. */
const keys = new Remembered<boolean>(1_000);

function isKey(key: string): boolean {
  return keys.get(key, readKey);
}

function readKey(key: string): boolean {
  const slash = key.indexOf('/');
  const prefix = slash === -1 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  return name !== '' && labelSyntax.test(name) && (prefix === undefined || isDnsSubdomain(prefix));
}

function invalidKey(field: FieldPath, key: string, tell: Tell): void {
  tell('invalid-label', field, {
    message: `"${key}" is no key of a label or annotation.`,
    consequence: 'The API server refuses the object.',
    fix: 'Use `name` or `prefix/name`: a name of at most 63 letters, digits, hyphens, dots and underscores, a DNS name as prefix.',
  });
}

function invalidValue(field: FieldPath, value: string, tell: Tell): void {
  tell('invalid-label', field, {
    message: `"${value}" is no value of a label.`,
    consequence: 'The API server refuses the object.',
    fix: 'Use at most 63 letters, digits, hyphens, dots and underscores, with a letter or digit at both ends.',
  });
}
