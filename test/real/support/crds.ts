import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type CustomResourceDefinition, crdsOf } from '../../../lib/traefik/api/crd';
import { fromJson } from './json';

const files = ['traefik.io.schema.json', 'cert-manager.io.schema.json'];

/** The CRDs that the program's objects are made for. */
export function crds(): readonly CustomResourceDefinition[] {
  return files.flatMap((file) => {
    const text = readFileSync(path.join(__dirname, '../../../imports', file), 'utf8');
    return crdsOf(fromJson<Parameters<typeof crdsOf>[0]>(text));
  });
}
