import type { FieldPath, Finding } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import { fault } from './fault';
import { each, itemsOf } from './fields';
import { containersOf } from './pods';

/** Variables and arguments that no process can be given. */
export function* texts(object: ApiObjectData): Iterable<Finding> {
  for (const container of containersOf(object)) {
    for (const { value, field } of each(container, 'env')) yield* text([...field, 'value'], value['value']);
    for (const list of ['command', 'args']) {
      for (const [index, item] of itemsOf(container.value, list).entries()) {
        yield* text([...container.field, list, index], item);
      }
    }
  }
}

function* text(field: FieldPath, value: unknown): Iterable<Finding> {
  if (typeof value === 'string' && value.includes('\0')) yield nulInText(field);
}

/** That a text ends sooner than it is written. */
export function nulInText(field: FieldPath): Finding {
  return fault('nul-in-text', field, {
    message: 'The text has a NUL character in it.',
    consequence: 'The container cannot start: the kernel ends such texts at it.',
    fix: 'Remove the character.',
  });
}
