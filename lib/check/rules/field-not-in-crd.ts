import { isPlainMap, itemAt, own } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import type { Inventory } from '../cluster';
import { placesAt, stringAt } from '../cluster';
import type { ObjectCheck, ObjectFinding } from './object-finding';

const group = 'traefik.io';

/** Fields that the CRDs among the objects do not have, though this Traefik reads them. */
export const fieldNotInCrd: ObjectCheck = (inventory) => {
  const schemas = schemasOf(inventory);
  if (schemas.size === 0) return [];
  return inventory.ofGroup(group).flatMap((placed): readonly ObjectFinding[] => {
    const { kind, spec } = placed.object;
    const schema = schemas.get(kind);
    if (schema === undefined) return [];
    return foreignFields(schema, spec, ['spec']).map((field) => ({
      placed,
      rule: 'field-not-in-crd',
      message: `The CRD of ${kind} among these objects has no field "${String(field.at(-1))}" here.`,
      field,
    }));
  });
};

/** The schemas of specs, by kind. */
function schemasOf({ objects }: Inventory): ReadonlyMap<string, unknown> {
  return new Map(
    objects.flatMap(({ object }: PlacedObject) => {
      if (object.kind !== 'CustomResourceDefinition' || stringAt(object, 'spec', 'group') !== group)
        return [];
      const kind = stringAt(object, 'spec', 'names', 'kind');
      const version = placesAt(object, ['spec', 'versions', '*']).find(
        ({ value }) => own(value, 'name') === 'v1alpha1',
      )?.value;
      const schema = itemAt(version, ['schema', 'openAPIV3Schema', 'properties', 'spec']);
      return kind === undefined || schema === undefined ? [] : [[kind, schema] as const];
    }),
  );
}

/** The fields of a value that its schema drops. */
function foreignFields(schema: unknown, value: unknown, path: FieldPath): readonly FieldPath[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => foreignFields(own(schema, 'items'), item, [...path, index]));
  }
  const properties = own(schema, 'properties');
  const isOpen = own(schema, 'x-kubernetes-preserve-unknown-fields') === true;
  if (!isPlainMap(value) || !isPlainMap(properties) || isOpen) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    Object.hasOwn(properties, key) ? foreignFields(properties[key], item, [...path, key]) : [[...path, key]],
  );
}
