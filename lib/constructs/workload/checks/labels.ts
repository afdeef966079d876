import type { FieldPath, Finding } from '../../../core/finding';
import type { PodModel } from '../model';
import { error } from './finding';

const reserved = new Set(['app.kubernetes.io/name', 'app.kubernetes.io/instance']);

type Texts = Readonly<Record<string, string>>;

/** Labels that belong to the selector, in whose place the objects have its own. */
export function* checkLabels(field: FieldPath, labels: Texts = {}): Iterable<Finding> {
  for (const key of Object.keys(labels)) {
    if (!reserved.has(key)) continue;
    yield error('reserved-label', [...field, key], {
      message: `${key} is part of the selector, which the service sets itself.`,
      consequence: 'With another value on the pods the Service would have no endpoints.',
      fix: key.endsWith('/instance') ? 'Set `instance`.' : 'Rename the service.',
    });
  }
}

/** The same of all that a service or job labels, and words of its labels that say nothing. */
export function* checkOwnLabels({ spec }: PodModel): Iterable<Finding> {
  for (const field of ['instance', 'component', 'partOf'] as const) {
    if (spec[field] !== '') continue;
    yield error('invalid-label', [field], {
      message: `\`${field}\` is empty.`,
      consequence: 'The label would be there and say nothing.',
      fix: 'Remove it.',
    });
  }
  for (const field of ['labels', 'podLabels'] as const) yield* checkLabels([field], spec[field]);
  if (typeof spec.serviceAccount === 'object') {
    yield* checkLabels(['serviceAccount', 'labels'], spec.serviceAccount.labels);
  }
}
