import type { FieldPath } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import { type Placed, below, each, rootOf, textAt } from '../objects/fields';

/** A variable of a container, and the object that gives it. */
export interface Variable {
  readonly name: string;
  /** Its text, where that stands in an object. */
  readonly text?: string;
  readonly object: ApiObjectData;
  /** The field with its text. */
  readonly field: FieldPath;
  /** The field with its name. */
  readonly nameField: FieldPath;
}

/** The variables that a container names itself. */
export function variablesOf(object: ApiObjectData, container: Placed): readonly Variable[] {
  return each(container, 'env').map((variable) => {
    const text = textAt(variable, 'value');
    const { field } = variable;
    return {
      name: textAt(variable, 'name') ?? '',
      ...(text !== undefined && { text }),
      object,
      field: [...field, 'value'],
      nameField: [...field, 'name'],
    };
  });
}

/** The ConfigMaps and Secrets whose keys are variables of a container; undefined for one that is none of the objects. */
export function sourcesOf(
  objects: readonly ApiObjectData[],
  container: Placed,
): readonly (ApiObjectData | undefined)[] {
  return each(container, 'envFrom').map((source) => {
    const config = textAt(below(source, 'configMapRef'), 'name');
    const kind = config === undefined ? 'Secret' : 'ConfigMap';
    const name = config ?? textAt(below(source, 'secretRef'), 'name');
    return objects.find((one) => one.kind === kind && one.metadata.name === name);
  });
}

/** The keys of a ConfigMap or Secret as variables. */
export function variablesIn(object: ApiObjectData): readonly Variable[] {
  const { value, field } = below(rootOf(object), 'data');
  return Object.entries(value).map(([name, held]) => {
    const text = typeof held === 'string' ? held : '';
    const own = [...field, name];
    return {
      name,
      text: object.kind === 'Secret' ? Buffer.from(text, 'base64').toString() : text,
      object,
      field: own,
      nameField: own,
    };
  });
}
