/**
 * `npm run schema`: makes the JSON Schemas of files that people write from types: of environment files, from
 * lib/project/environment/spec, the strict one that the program checks effective environments with and the one for
 * editors, which describes single files; and that of claims.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { JsonSchema } from '../lib/core/schema';
import { editorSchema } from './editor-schema';
import { typeProgram } from './type-program';
import { schemaOfType } from './type-schema';

const folder = 'lib/project/environment';
const claimsFolder = 'lib/check/claims';

/** What people read and the program does not; by its title the program names what a text or number should be. */
const documentation = new Set(['description', 'default', 'examples', 'deprecated', '$comment', '$schema']);

/** The files that this script writes: path in the repository → text. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const { definitions: { EnvironmentSpec: spec, ...parts } = {} } = schemaOfType(
    typeProgram(`${folder}/spec/index.ts`),
    'EnvironmentSpec',
  );
  const full: JsonSchema = { ...spec, definitions: parts };
  const { definitions, ...top } = editorSchema(full);
  const editor: JsonSchema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'cdk8s-traefik environment file',
    ...top,
    definitions,
  };
  return new Map([
    [`${folder}/strict.schema.json`, `${JSON.stringify(withoutDocumentation(full), null, 1)}\n`],
    [`${folder}/environment.schema.json`, `${JSON.stringify(editor, null, 1)}\n`],
    [`${claimsFolder}/claims.schema.json`, `${JSON.stringify(claimsSchema(), null, 1)}\n`],
  ]);
}

/** One schema for the program and for editors: claims are few and have no layers. */
function claimsSchema(): JsonSchema {
  const { definitions: { ClaimsFile: file, ...parts } = {} } = schemaOfType(
    typeProgram(`${claimsFolder}/claim.ts`),
    'ClaimsFile',
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'cdk8s-traefik claims file',
    ...file,
    definitions: parts,
  };
}

function withoutDocumentation(schema: JsonSchema): JsonSchema {
  const maps = new Set(['properties', 'definitions']);
  const strip = (value: unknown, isMap: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => strip(item, false));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(([key]) => isMap || !documentation.has(key));
    return Object.fromEntries(entries.map(([key, child]) => [key, strip(child, !isMap && maps.has(key))]));
  };
  const stripped: JsonSchema = JSON.parse(JSON.stringify(strip(schema, false)));
  return stripped;
}

if (require.main === module) {
  for (const [path, text] of schemaFiles()) {
    writeFileSync(resolve(__dirname, '..', path), text);
    console.log(`${path}: ${text.length} characters`);
  }
}
