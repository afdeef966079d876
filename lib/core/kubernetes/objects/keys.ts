import type { ApiObjectData } from '../../manifest';
import { isDataKey } from '../data-key';
import type { Tell } from './fault';
import { type Placed, below, rootOf, textAt } from './fields';
import type { Pod } from './pods';

const refused = 'The API server refuses the object.';
const waits = 'No ConfigMap or Secret can have it, so the pod waits for it for ever.';

/** Keys of a ConfigMap or Secret that can be none. */
export function dataKeys(object: ApiObjectData, tell: Tell): void {
  for (const part of ['data', 'binaryData', 'stringData']) {
    if (object[part] === undefined) continue;
    const data = below(rootOf(object), part);
    for (const key of Object.keys(data.value)) if (!isDataKey(key)) told(data, key, key, refused, tell);
  }
}

/** Texts in the place of keys of ConfigMaps and Secrets that can be none. */
export function keysOfPods(pod: Pod, tell: Tell): void {
  for (const { env } of pod.containers) {
    for (const variable of env) {
      if (variable.value['valueFrom'] === undefined) continue;
      for (const source of ['secretKeyRef', 'configMapKeyRef']) {
        keyAt(below(variable, 'valueFrom', source), refused, tell);
      }
    }
  }
  for (const item of pod.files) keyAt(item, waits, tell);
}

function keyAt(place: Placed, consequence: string, tell: Tell): void {
  const key = textAt(place, 'key');
  if (key !== undefined && !isDataKey(key)) told(place, 'key', key, consequence, tell);
}

function told(holder: Placed, field: string, key: string, consequence: string, tell: Tell): void {
  tell('invalid-key', [...holder.field, field], {
    message: `"${key}" is no key of a ConfigMap or Secret.`,
    consequence,
    fix: 'Use letters, digits, "-", "_" and ".".',
  });
}
