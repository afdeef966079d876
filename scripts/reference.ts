/**
 * `npm run reference`: makes docs/reference.md, every field of environment files and what constructs have beside them,
 * from the types and their docstrings.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { constructProps } from './construct-props';
import type { JsonSchema } from '../lib/core/schema';
import { typeProgram } from './type-program';
import { schemaOfType } from './type-schema';

export const referencePage = 'docs/reference.md';

const introduction = `# Reference

Every field of [environment files](environments.md) and of the constructs' props: type, default, meaning with its unit, and
the source where one is named. This page is made from the types in \`lib\` by \`npm run reference\`.

A field without a default and without "required" is left out unless it is written. A link in a type leads to its fields;
"by name" is a map whose keys are names.
`;

/** The construct whose props have the fields of a type as well. */
const constructs: Readonly<Record<string, string>> = {
  EnvironmentService: 'GoService',
  EnvironmentJob: 'GoJob',
  EnvironmentCronJob: 'GoCronJob',
  KubernetesServiceSpec: 'KubernetesService',
  MiddlewareKinds: 'Middleware',
  MiddlewareTCPKinds: 'MiddlewareTCP',
  TraefikServiceKinds: 'TraefikService',
  ServersTransportSpec: 'ServersTransport',
  ServersTransportTCPSpec: 'ServersTransportTCP',
  TLSOptionSpec: 'TLSOption',
  EnvironmentCertificate: 'Certificate',
  HttpRoute: 'IngressRoute',
  TcpRoute: 'IngressRouteTCP',
  UdpRoute: 'IngressRouteUDP',
};

/** The page, as the repository keeps it. */
export function referenceText(): string {
  const library = typeProgram('lib/index.ts');
  const { definitions = {} } = schemaOfType(library, 'EnvironmentSpec');
  const { EnvironmentSpec: root = {}, ...parts } = definitions;
  const sections = Object.entries(parts)
    .filter(([, part]) => part.properties !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const known = new Set(sections.map(([name]) => name));
  const types: Types = { definitions, known };
  return [
    introduction,
    `## Environment files\n\n${fields(root, types)}`,
    `## Types\n`,
    ...sections.map(([name, part]) => section(name, part, types)),
    `## Constructs\n\nWhat props have that no environment file says. All else is in the tables above.\n`,
    ...constructProps(library).map(
      ({ name, meaning, beside, members }) =>
        `### ${name}\n\n${[meaning, beside && `Beside: \`${beside}\`.`].filter(Boolean).join('\n\n')}\n\n${table(
          members.map(({ field, type, isRequired, fallback, about }) =>
            row(field, `\`${type.replaceAll(/\s+/g, ' ')}\``, isRequired ? 'required' : fallback, about),
          ),
        )}`,
    ),
  ].join('\n');
}

interface Types {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  /** Names of those that have a section of their own. */
  readonly known: ReadonlySet<string>;
}

function section(name: string, part: JsonSchema, types: Types): string {
  const construct = constructs[name];
  const also = construct === undefined ? '' : `\n\nThe props of \`${construct}\` have these fields.`;
  return `### ${name}\n\n${part.description ?? ''}${also}\n\n${fields(part, types)}`;
}

function fields({ properties = {}, required = [] }: JsonSchema, types: Types): string {
  return table(
    Object.entries(properties).map(([name, field]) => {
      const about = field.description ?? referred(field, types)?.description ?? '';
      const fallback = 'default' in field ? shown(field.default) : '';
      return row(name, typeText(field, types), required.includes(name) ? 'required' : fallback, about);
    }),
  );
}

/** A default as docs have it: words as they are, values as JSON. */
function shown(fallback: unknown): string {
  if (typeof fallback !== 'string') return `\`${JSON.stringify(fallback)}\``;
  return fallback.replace(/^- /, '');
}

function referred({ $ref }: JsonSchema, { definitions }: Types): JsonSchema | undefined {
  return $ref === undefined ? undefined : definitions[nameOf($ref)];
}

function nameOf(reference: string): string {
  return decodeURIComponent(reference.replace('#/definitions/', ''));
}

/** What a schema takes, in words, with its bounds. */
function typeText(schema: JsonSchema, types: Types): string {
  const { $ref, anyOf, items, additionalProperties, type } = schema;
  if ($ref !== undefined) {
    const name = nameOf($ref);
    if (types.known.has(name)) return `[${name}](#${name.toLowerCase()})`;
    return typeText(types.definitions[name] ?? {}, types);
  }
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((word) => `\`${JSON.stringify(word)}\``).join(', ');
  if (anyOf) return [...new Set(anyOf.map((branch) => typeText(branch, types)))].join(' or ');
  if (items) return `list of ${typeText(items, types)}`;
  if (typeof additionalProperties === 'object') return `by name: ${typeText(additionalProperties, types)}`;
  const words = [type ?? 'any value'].flat().map((word) => typeWords[word] ?? word);
  return `${words.join(' or ')}${bounds(schema)}`;
}

const typeWords: Readonly<Record<string, string>> = {
  integer: 'whole number',
  string: 'text',
  object: 'map',
  array: 'list',
};

function bounds({ minimum, maximum, pattern }: JsonSchema): string {
  if (minimum !== undefined && maximum !== undefined) return `, ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `, at least ${minimum}`;
  if (maximum !== undefined) return `, at most ${maximum}`;
  return pattern === undefined || pattern.length > 60 ? '' : `, \`${pattern}\``;
}

function table(rows: readonly string[]): string {
  return ['| field | type | default | meaning |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

function row(...cells: readonly string[]): string {
  const [name = '', ...others] = cells;
  return `| ${[`\`${name}\``, ...others].map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim()).join(' | ')} |`;
}

if (require.main === module) {
  const text = referenceText();
  writeFileSync(resolve(__dirname, '..', referencePage), text);
  console.log(`${referencePage}: ${text.length} characters`);
}
