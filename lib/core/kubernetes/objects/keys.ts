import type { FieldPath, Finding } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import { isDataKey } from '../data-key';
import { fault } from './fault';
import { type Placed, below, each, textAt } from './fields';
import { itemsOfVolumes, podOf } from './pods';

const refused = 'The API server refuses the object.';
const waits = 'No ConfigMap or Secret can have it, so the pod waits for it for ever.';

/** Texts in the place of keys of ConfigMaps and Secrets that can be none. */
export function* keys(object: ApiObjectData): Iterable<Finding> {
  const { apiVersion, kind } = object;
  if (apiVersion === 'v1' && (kind === 'ConfigMap' || kind === 'Secret')) {
    for (const part of ['data', 'binaryData', 'stringData']) {
      const { value, field } = below({ value: object, field: [] }, part);
      for (const key of Object.keys(value)) yield* told([...field, key], key, refused);
    }
  }
  const pod = podOf(object);
  if (!pod) return;
  for (const container of pod.containers) {
    for (const variable of each(container, 'env')) {
      for (const source of ['secretKeyRef', 'configMapKeyRef']) {
        yield* keyAt(below(variable, 'valueFrom', source), refused);
      }
    }
  }
  for (const item of itemsOfVolumes(pod)) yield* keyAt(item, waits);
}

function* keyAt(place: Placed, consequence: string): Iterable<Finding> {
  const key = textAt(place, 'key');
  if (key !== undefined) yield* told([...place.field, 'key'], key, consequence);
}

function* told(field: FieldPath, key: string, consequence: string): Iterable<Finding> {
  if (isDataKey(key)) return;
  yield fault('invalid-key', field, {
    message: `"${key}" is no key of a ConfigMap or Secret.`,
    consequence,
    fix: 'Use letters, digits, "-", "_" and ".".',
  });
}
