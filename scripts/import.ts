/**
 * `npm run import [CRD.yaml…]`: makes what imports/ holds.
 *
 * From CRD files, if any are given, the compact `imports/<group>.schema.json`; then, from those, the classes
 * `imports/<group>.ts` that `cdk8s import` generates. It needs no network.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { loadAll } from 'js-yaml';
import {
  type CustomResourceDefinition,
  type CustomResourceDefinitionSpec,
  crdsOf,
} from '../lib/traefik/api/crd';

const importsDirectory = resolve(__dirname, '../imports');
const schemaSuffix = '.schema.json';

/** The text of `imports/<group>.schema.json` for each group among the CRDs of a YAML text. */
export function schemaFilesOf(yaml: string): Map<string, string> {
  const groups = new Map<string, CustomResourceDefinitionSpec[]>();
  for (const document of loadAll(yaml)) {
    const { kind, spec }: Partial<CustomResourceDefinition> = Object(document);
    if (kind !== 'CustomResourceDefinition' || spec === undefined) continue;
    groups.set(spec.group, [...(groups.get(spec.group) ?? []), withoutDescriptions(spec)]);
  }
  return new Map([...groups].map(([group, specs]) => [`${group}${schemaSuffix}`, formatSchemaFile(specs)]));
}

/** The text of `imports/<group>.ts`: the classes that `cdk8s import` makes of the CRDs of a schema file. */
export function classesOf(specs: readonly CustomResourceDefinitionSpec[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'import-'));
  try {
    // JSON is YAML, one document a line.
    const documents = crdsOf(specs).map((crd) => `---\n${JSON.stringify(crd)}\n`);
    writeFileSync(join(directory, 'crds.yaml'), documents.join(''));
    const cli = join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin/cdk8s');
    const options = ['--language', 'typescript', '--output', 'imports', '--no-save', '--no-check-upgrade'];
    execFileSync(process.execPath, [cli, 'import', 'crds.yaml', ...options], {
      cwd: directory,
      stdio: 'pipe',
    });
    const [file, ...others] = readdirSync(join(directory, 'imports'));
    if (file === undefined || others.length > 0) throw new Error('cdk8s import did not write one file');
    return readFileSync(join(directory, 'imports', file), 'utf8');
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** One definition a line, so that a change of one kind is a change of one line. */
function formatSchemaFile(specs: readonly CustomResourceDefinitionSpec[]): string {
  return `[\n${specs.map((spec) => JSON.stringify(spec)).join(',\n')}\n]\n`;
}

/** Takes descriptions away: texts called `description`. A field of that name has a schema for its value, not a text. */
function withoutDescriptions(spec: CustomResourceDefinitionSpec): CustomResourceDefinitionSpec {
  const isDescription = (key: string, value: unknown) => key === 'description' && typeof value === 'string';
  return JSON.parse(
    JSON.stringify(spec, (key, value: unknown) => (isDescription(key, value) ? undefined : value)),
  );
}

function main(crdFiles: readonly string[]): void {
  for (const crdFile of crdFiles) {
    for (const [name, text] of schemaFilesOf(readFileSync(crdFile, 'utf8'))) {
      writeFileSync(join(importsDirectory, name), text);
    }
  }
  for (const name of readdirSync(importsDirectory).filter((file) => file.endsWith(schemaSuffix))) {
    const specs: CustomResourceDefinitionSpec[] = JSON.parse(
      readFileSync(join(importsDirectory, name), 'utf8'),
    );
    writeFileSync(join(importsDirectory, name.replace(schemaSuffix, '.ts')), classesOf(specs));
    console.error(
      `imports/${name.replace(schemaSuffix, '.ts')}: ${specs.map((spec) => spec.names.kind).join(', ')}`,
    );
  }
}

if (require.main === module) main(process.argv.slice(2));
