import definitions from '../../../imports/cert-manager.io.schema.json';
import type { Finding } from '../../core/finding';
import { type JsonSchema, validateSchema } from '../../core/schema';
import { type CustomResourceDefinitionSpec, specSchemaFrom } from '../../traefik/api';

/** The schema that cert-manager's CRD has for the spec of a Certificate. */
function certificateSchema(): JsonSchema {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript reads the words of the file as plain strings
  const kinds = definitions as readonly CustomResourceDefinitionSpec[];
  const definition = kinds.find(({ names }) => names.kind === 'Certificate');
  if (!definition) throw new Error('imports/cert-manager.io.schema.json has no Certificate.');
  return specSchemaFrom(definition);
}

const schema = certificateSchema();

/** What the spec of a Certificate has that cert-manager's CRD does not allow. */
export function certificateSchemaFindings(spec: unknown): readonly Finding[] {
  return validateSchema(schema, spec, { structural: true }).map(({ path, rule, message, fix }) => ({
    rule,
    severity: 'error',
    field: path,
    message,
    consequence:
      rule === 'unknown-field'
        ? 'The API server drops the field without a word, and cert-manager never sees it.'
        : 'The API server refuses the Certificate.',
    ...(fix !== undefined && { fix }),
  }));
}
