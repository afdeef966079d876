import { nearest } from '../../../../core/base';
import { validateSchema } from '../../../../core/schema';
import { isTraefikKind, specSchemaOf } from '../../../api';

/** A key that stands beside `spec` in an object of Traefik's, where the API server drops it. */
export interface MisplacedField {
  readonly key: string;
  readonly fix: string;
}

const objectKeys: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status']);

/** What of an object of Traefik's stands beside `spec`. */
export function misplacedFields(object: Readonly<Record<string, unknown>>): readonly MisplacedField[] {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || !apiVersion.startsWith('traefik.io/')) return [];
  return Object.keys(object)
    .filter((key) => !objectKeys.has(key))
    .map((key) => ({ key, fix: fixOf(kind, key, object[key]) }));
}

function fixOf(kind: unknown, key: string, value: unknown): string {
  const near = nearest(key, objectKeys);
  if (near !== undefined) return `write ${near}`;
  const schema = isTraefikKind(kind) ? specSchemaOf(kind) : {};
  const ofSpec = validateSchema(schema, { [key]: value }, { structural: true }).find(
    ({ path, rule }) => rule === 'unknown-field' && path.length === 1,
  );
  if (!ofSpec) return 'indent it below spec';
  const meant = /^Write (.*)\.$/.exec(ofSpec.fix ?? '')?.[1];
  return meant === undefined
    ? `leave it out: spec of ${String(kind)} has no such field either`
    : `indent it below spec, and write ${meant}`;
}
