import { asList, isPlainMap, itemAt, own } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { Inventory } from '../cluster';
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
function schemasOf({ definitions }: Inventory): ReadonlyMap<string, unknown> {
  return new Map(
    definitions.flatMap((spec) => {
      if (own(spec, 'group') !== group) return [];
      const kind = itemAt(spec, ['names', 'kind']);
      const version = asList(own(spec, 'versions')).find((each) => own(each, 'name') === 'v1alpha1');
      const schema = itemAt(version, ['schema', 'openAPIV3Schema', 'properties', 'spec']);
      return typeof kind !== 'string' || schema === undefined ? [] : [[kind, schema] as const];
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
