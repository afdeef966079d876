import type { Finding } from '../../../core/finding';
import { type SchemaRule, validateSchema } from '../../../core/schema';
import type { TraefikKind } from '../kinds';
import { specSchemaOf } from '../schema';
import { schemaRule } from './schema-mistakes';

/** What a spec has that the CRD of its kind does not allow. */
export function schemaFindings(kind: TraefikKind, spec: unknown): readonly Finding[] {
  if (spec === undefined) return [missingSpec(kind)];
  return validateSchema(specSchemaOf(kind), spec, { structural: true }).map(
    ({ path, rule, message, fix }) => ({
      rule: schemaRule(kind, rule, path),
      severity: 'error',
      field: path,
      message,
      consequence: consequenceOf(kind, rule),
      ...(fix !== undefined && { fix }),
    }),
  );
}

function missingSpec(kind: TraefikKind): Finding {
  const { required = [], properties = {} } = specSchemaOf(kind);
  const known =
    required.length > 0
      ? ` with ${required.join(' and ')}`
      : `: known in it are ${Object.keys(properties).join(', ')}`;
  return {
    rule: 'missing-field',
    severity: 'error',
    field: [],
    message: 'The field "spec" is missing.',
    consequence: consequenceOf(kind, 'missing-field'),
    fix: `Write spec${known}.`,
  };
}

function consequenceOf(kind: TraefikKind, rule: SchemaRule): string {
  if (rule === 'unknown-field')
    return 'The API server drops the field without a word, and Traefik never sees it.';
  return `The API server refuses the ${kind}.`;
}
