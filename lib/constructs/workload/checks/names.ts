import { type FieldPath, type Finding } from '../../../core/finding';
import { isDnsLabel, isDnsSubdomain } from '../../construct';
import type { PodModel, ServiceModel } from '../model';
import { error } from './finding';

/** The controller labels pods of a StatefulSet with its name, a hyphen and ten characters; a label has 63 at most. */
const longestStatefulSet = 52;

const labelSyntax = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const reserved = new Set(['app.kubernetes.io/name', 'app.kubernetes.io/instance']);

/** Names, labels and annotations that the API server would refuse. */
export function* checkNames({ name, namespace, spec, ports }: PodModel): Iterable<Finding> {
  if (!isDnsLabel(name) || (ports.size > 0 && !/^[a-z]/.test(name))) {
    yield error('invalid-name', ['name'], {
      message: `"${name}" is no name for a ${ports.size > 0 ? 'Service' : 'workload'}.`,
      consequence: `The API server refuses the ${ports.size > 0 ? 'Service' : 'objects'}.`,
      fix: 'Use at most 63 lower case letters, digits and hyphens; begin with a letter, end with a letter or digit.',
    });
  }
  if (namespace !== undefined && !isDnsLabel(namespace)) {
    yield error('invalid-name', ['namespace'], {
      message: `"${namespace}" is no name for a namespace.`,
      consequence: 'The API server refuses every object.',
      fix: 'Use at most 63 lower case letters, digits and hyphens.',
    });
  }
  for (const field of ['instance', 'component', 'partOf'] as const) {
    const value = spec[field];
    if (value !== undefined && (value === '' || !labelSyntax.test(value)))
      yield invalidLabelValue([field], value);
  }
  for (const field of ['labels', 'podLabels'] as const) yield* checkLabels([field], spec[field]);
  for (const field of ['annotations', 'podAnnotations'] as const) yield* checkKeys([field], spec[field]);
  if (typeof spec.serviceAccount === 'object') {
    yield* checkLabels(['serviceAccount', 'labels'], spec.serviceAccount.labels);
    yield* checkKeys(['serviceAccount', 'annotations'], spec.serviceAccount.annotations);
  }
}

/** The same of what only services have. */
export function* checkServiceNames({ name, kind, spec }: ServiceModel): Iterable<Finding> {
  if (kind === 'StatefulSet' && isDnsLabel(name) && name.length > longestStatefulSet) {
    yield error('invalid-name', ['name'], {
      message: `"${name}" has ${name.length} characters, and a StatefulSet can have ${longestStatefulSet}.`,
      consequence: 'The controller cannot label the pods, and none is made.',
      fix: 'Shorten the name.',
    });
  }
  if (!spec.service) return;
  yield* checkLabels(['service', 'labels'], spec.service.labels);
  yield* checkKeys(['service', 'annotations'], spec.service.annotations);
}

type Texts = Readonly<Record<string, string>>;

/** Labels that the API server would refuse, or that belong to the selector. */
export function* checkLabels(field: FieldPath, labels: Texts = {}): Iterable<Finding> {
  yield* checkKeys(field, labels);
  for (const [key, value] of Object.entries(labels)) {
    if (!labelSyntax.test(value)) yield invalidLabelValue([...field, key], value);
    if (!reserved.has(key)) continue;
    yield error('reserved-label', [...field, key], {
      message: `${key} is part of the selector, which the service sets itself.`,
      consequence: 'With another value on the pods the Service would have no endpoints.',
      fix: key.endsWith('/instance') ? 'Set `instance`.' : 'Rename the service.',
    });
  }
}

function* checkKeys(field: FieldPath, texts: Texts = {}): Iterable<Finding> {
  for (const key of Object.keys(texts)) {
    const slash = key.indexOf('/');
    const prefix = slash === -1 ? undefined : key.slice(0, slash);
    const name = key.slice(slash + 1);
    if (name !== '' && labelSyntax.test(name) && (prefix === undefined || isDnsSubdomain(prefix))) continue;
    yield error('invalid-label', [...field, key], {
      message: `"${key}" is no key of a label or annotation.`,
      consequence: 'The API server refuses the object.',
      fix: 'Use `name` or `prefix/name`: a name of at most 63 letters, digits, hyphens, dots and underscores, a DNS name as prefix.',
    });
  }
}

function invalidLabelValue(field: FieldPath, value: string): Finding {
  return error('invalid-label', field, {
    message: `"${value}" is no value of a label.`,
    consequence: 'The API server refuses the object.',
    fix: 'Use at most 63 letters, digits, hyphens, dots and underscores, with a letter or digit at both ends.',
  });
}
