import type { Call, Expr } from './ast';
import { CelError, CelFault } from './fault';
import { replaceVerbs, verbs } from './library';
import { type Type, typeText } from './types';

/** Holds a format that is written out against what it is given, as the API server does. @throws CelFault */
export function checkFormat({ target, args, at }: Call, typeOf: (expr: Expr) => Type): void {
  const [list] = args;
  if (target?.kind !== 'literal' || typeof target.value !== 'string' || list?.kind !== 'list') return;
  let asked = 0;
  try {
    replaceVerbs(target.value, ({ letter }, index) => {
      asked = index + 1;
      const item = list.items[index];
      if (!item) throw new CelError(`index ${index} out of range`);
      checkVerb(letter, item.value, typeOf);
      return '';
    });
  } catch (error) {
    throw error instanceof CelError ? new CelFault(error.message, at) : error;
  }
  if (list.items.length > asked)
    throw new CelFault(
      `too many arguments supplied to string.format (expected ${asked}, got ${list.items.length})`,
      at,
    );
}

/** Parts of lists and maps that are written out are looked at as well. */
function checkVerb(letter: string, value: Expr, typeOf: (expr: Expr) => Type): void {
  const type = typeOf(value);
  const { kinds = [], refusal = '' } = verbs[letter] ?? {};
  if (type.kind !== 'dyn' && type.kind !== 'param' && !kinds.includes(type.kind))
    throw new CelError(`error during formatting: ${refusal}, was given ${typeText(type)}`);
  if (value.kind === 'list') for (const item of value.items) checkVerb(letter, item.value, typeOf);
  if (value.kind === 'map') {
    for (const { key, value: each } of value.entries) {
      checkVerb(letter, key, typeOf);
      checkVerb(letter, each, typeOf);
    }
  }
}
