import {
  CelBeyond,
  CelError,
  CelFault,
  type CelProgram,
  type CelValue,
  dyn,
  fromJson,
  isList,
  isMap,
  kindOf,
  readCel,
  typeText,
} from '../../../lib/check/cel';
import type { CelAnswer, CelQuestion } from './answer';

/** What we say of it; undefined where that is that we do not know. */
export function answerOf({ expression, object }: CelQuestion): CelAnswer | undefined {
  let program: CelProgram;
  try {
    program = readCel(expression, {
      names: { object: dyn, oldObject: dyn, request: dyn, namespaceObject: dyn },
    });
  } catch (error) {
    if (error instanceof CelFault) return error.isBeyond ? undefined : { refused: error.message };
    throw error;
  }
  const type = typeText(program.type);
  const given = fromJson(object);
  try {
    return { type, value: textOf(program.run((name) => (name === 'object' ? given : null))) };
  } catch (error) {
    if (error instanceof CelError) return { type, failed: error.message };
    if (error instanceof CelBeyond) return undefined;
    throw error;
  }
}

const names: Readonly<Record<string, string>> = { null: 'null_type' };

/** As the Go program writes values; what it writes by Go's own rules is compared by type alone. */
function textOf(value: CelValue): string {
  if (isList(value)) return `[${value.map(textOf).join(', ')}]`;
  const kind = kindOf(value);
  if (value === null) return 'null_type(0)';
  if (typeof value === 'number') return `double(${value})`;
  if (typeof value === 'bigint' || typeof value === 'string' || typeof value === 'boolean')
    return `${kind}(${String(value)})`;
  return isMap(value) ? 'map' : (names[kind] ?? kind);
}
