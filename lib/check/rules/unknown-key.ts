import { nearest, valueAt } from '../../core/base';
import type { ApiObjectData } from '../../core/manifest';
import type { ObjectCheck, ObjectFinding } from './object-finding';

/** Keys of Secrets and ConfigMaps that they do not have. */
export const unknownKey: ObjectCheck = (inventory) =>
  inventory.mentions.flatMap(({ placed, mention }): ObjectFinding[] => {
    const { kind, namespace, name, field, consequence, key } = mention;
    if (key === undefined) return [];
    const made = inventory.made(kind, namespace, name);
    const known = made ? keysOf(made.object) : inventory.existing(kind, namespace, name)?.keys;
    if (known === undefined || known.includes(key)) return [];
    const near = nearest(key, known);
    const list = known.length > 0 ? `It has ${known.join(', ')}.` : 'It is empty.';
    return [
      {
        placed,
        rule: 'unknown-key',
        message: `${kind} "${name}" has no key "${key}".`,
        field,
        mention,
        consequence,
        fix: near === undefined ? list : `Did you mean "${near}"?`,
      },
    ];
  });

function keysOf(object: ApiObjectData): readonly string[] {
  return ['data', 'stringData', 'binaryData'].flatMap((part) => Object.keys(Object(valueAt(object, part))));
}
