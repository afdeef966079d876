import { perType, valueAt } from '../base';
import type { Finding } from '../finding';
import type { ApiObjectData } from '../manifest';
import { type JsonSchema, type SchemaRule, validateSchema } from '../schema';
import type { KindDefinitions } from './definitions';

/**
 * What an object of one of Kubernetes' own kinds has that the API server does not know or take, by its own OpenAPI
 * document: fields, types and words. Nothing for kinds that are not recorded in imports/kubernetes.openapi.json.
 */
export function kindFindings(object: ApiObjectData): readonly Finding[] {
  const schema = schemaOf(object);
  if (!schema) return [];
  const known = loadDefinitions();
  return validateSchema(schema, object, { root: known, structural: true }).flatMap(
    ({ path, rule, message, fix }) => {
      // For the API server, null is as good as absent.
      if (rule === 'wrong-type' && valueAt(object, ...path) === null) return [];
      const consequence = consequenceOf(object.kind, rule, known.version);
      return {
        rule,
        severity: 'error',
        field: path,
        message,
        consequence,
        ...(fix !== undefined && { fix }),
      };
    },
  );
}

function consequenceOf(kind: string, rule: SchemaRule, version: string): string {
  if (rule === 'unknown-field') {
    return `Kubernetes ${version} has no such field: kubectl refuses the ${kind}, and other clients lose the field without a word.`;
  }
  return `The API server refuses the ${kind}.`;
}

const schemaOf = perType(({ apiVersion, kind }): JsonSchema | undefined => {
  const { kinds, definitions } = loadDefinitions();
  const name = kinds[`${apiVersion} ${kind}`];
  return name === undefined ? undefined : definitions[name];
});

let loaded: KindDefinitions | undefined;

/** The definitions are read when the first object is checked: a program that only asks for traffic needs none. */
function loadDefinitions(): KindDefinitions {
  if (!loaded) {
    // oxlint-disable-next-line typescript/no-require-imports -- an import would load it at once
    const { kindDefinitions }: { kindDefinitions: KindDefinitions } = require('./definitions');
    loaded = kindDefinitions;
  }
  return loaded;
}
