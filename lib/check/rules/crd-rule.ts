import certManager from '../../../imports/cert-manager.io.schema.json';
import traefik from '../../../imports/traefik.io.schema.json';
import { asList, isPlainMap, own } from '../../core/base';
import { perType } from '../../core/base';
import { groupOf } from '../../core/manifest';
import { crdFindings } from '../crd';
import type { ObjectCheck } from './object-finding';

/**
 * What CRDs say of their objects by rules of their own. A CRD among the objects stands for the one that is known of its
 * group.
 */
export const crdRule: ObjectCheck = (inventory) => {
  const groups = new Set(inventory.objects.map(({ object }) => groupOf(object.apiVersion)));
  const known = Object.entries(bundled).flatMap(([group, read]) => (groups.has(group) ? read() : []));
  const schemas = new Map([...known, ...inventory.definitions].flatMap(schemasOf));
  const schemaOf = perType(({ apiVersion, kind }) => schemas.get(`${apiVersion} ${kind}`));
  return inventory.objects.flatMap((placed) => {
    const schema = schemaOf(placed.object);
    if (!schema) return [];
    return crdFindings(schema, placed.object).map((finding) => ({
      ...finding,
      placed,
      field: finding.field ?? [],
    }));
  });
};

type Schema = Readonly<Record<string, unknown>>;

/** Definitions by group, read when an object of the group is there. */
const bundled: Readonly<Record<string, () => readonly unknown[]>> = {
  'traefik.io': () => traefik,
  'cert-manager.io': () => certManager,
};

/** The schemas of a definition, by apiVersion and kind. */
function schemasOf(spec: unknown): readonly (readonly [string, Schema])[] {
  const versions = own(spec, 'versions');
  const kind = own(own(spec, 'names'), 'kind');
  return asList(versions).flatMap((version: unknown) => {
    const schema = own(own(version, 'schema'), 'openAPIV3Schema');
    const name = `${String(own(spec, 'group'))}/${String(own(version, 'name'))} ${String(kind)}`;
    return isPlainMap(schema) ? [[name, schema] as const] : [];
  });
}
