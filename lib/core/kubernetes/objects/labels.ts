import { asMap, own } from '../../base';
import type { FieldPath, Finding } from '../../finding';
import { type ApiObjectData, isDnsSubdomain } from '../../manifest';
import { fault } from './fault';
import { type Placed, below, each } from './fields';
import { type Pod, podOf, specOf } from './pods';

const labelSyntax = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** Labels and annotations that the API server refuses, those of what an object makes included. */
export function* labels(object: ApiObjectData): Iterable<Finding> {
  for (const { value, field } of metadataIn(object)) {
    for (const [key, label] of textsOf(value, 'labels')) {
      if (!isKey(key)) yield invalidKey([...field, 'labels', key], key);
      if (!labelSyntax.test(label)) yield invalidValue([...field, 'labels', key], label);
    }
    for (const [key] of textsOf(value, 'annotations')) {
      // The API server takes the keys of annotations in any case.
      if (!isKey(key.toLowerCase())) yield invalidKey([...field, 'annotations', key], key);
    }
  }
}

/** The metadata of an object and of what it makes, outermost first. */
function metadataIn(object: ApiObjectData): readonly Placed[] {
  const all = { value: object, field: [] };
  const pod = podOf(object);
  const set = specOf(object, 'apps/v1 StatefulSet');
  const made = [...(pod ? templatesAround(all, pod) : []), ...(set ? each(set, 'volumeClaimTemplates') : [])];
  return [all, ...made].map((one) => below(one, 'metadata'));
}

function templatesAround(all: Placed, { spec }: Pod): readonly Placed[] {
  const way = spec.field.map(String);
  return way.flatMap((key, index) =>
    key === 'template' || key === 'jobTemplate' ? [below(all, ...way.slice(0, index + 1))] : [],
  );
}

function textsOf(metadata: object, key: string): readonly (readonly [string, string])[] {
  // What is no text is told by its type.
  return Object.entries(asMap(own(metadata, key))).flatMap(([name, text]) =>
    typeof text === 'string' ? [[name, text] as const] : [],
  );
}

function isKey(key: string): boolean {
  const slash = key.indexOf('/');
  const prefix = slash === -1 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  return name !== '' && labelSyntax.test(name) && (prefix === undefined || isDnsSubdomain(prefix));
}

function invalidKey(field: FieldPath, key: string): Finding {
  return fault('invalid-label', field, {
    message: `"${key}" is no key of a label or annotation.`,
    consequence: 'The API server refuses the object.',
    fix: 'Use `name` or `prefix/name`: a name of at most 63 letters, digits, hyphens, dots and underscores, a DNS name as prefix.',
  });
}

function invalidValue(field: FieldPath, value: string): Finding {
  return fault('invalid-label', field, {
    message: `"${value}" is no value of a label.`,
    consequence: 'The API server refuses the object.',
    fix: 'Use at most 63 letters, digits, hyphens, dots and underscores, with a letter or digit at both ends.',
  });
}
