import { isPlainMap } from '../../core/base';
import { type FieldPath, formatLocation, maskText, printable } from '../../core/finding';
import { type YamlDocument, parseYaml, stringifyYamlValue } from '../../core/yaml';
import type { Environment, Provenance } from './environment';

export interface RenderOptions {
  /** @default 'yaml' */
  readonly format?: 'yaml' | 'json';
  /** Say of each value where it comes from. @default false */
  readonly provenance?: boolean;
}

/**
 * The effective environment as text. In YAML, provenance is a comment on each value's line; in JSON the result is
 * `{ environment, provenance: [{ path, location, variables }] }`. Values that are marked secret, or made of
 * such, are masked; all others are shown, because the manifests hold them too.
 */
export function renderEnvironment(
  environment: Environment,
  { format = 'yaml', provenance = false }: RenderOptions = {},
): string {
  const shown = masked(environment, environment.declared, []);
  if (format === 'json') {
    const result = provenance ? { environment: shown, provenance: provenanceOf(environment) } : shown;
    return `${JSON.stringify(result, null, 2)}\n`;
  }
  const yaml = stringifyYamlValue(shown);
  return provenance ? withComments(yaml, environment) : yaml;
}

/** A value of an environment without its secrets. */
function masked(environment: Environment, value: unknown, path: FieldPath): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => masked(environment, item, [...path, index]));
  }
  if (isPlainMap(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [key, masked(environment, child, [...path, key])]),
    );
  }
  if (environment.isSecret(path)) return maskText;
  return typeof value === 'string' ? environment.secrets.masked(value) : value;
}

function provenanceOf(environment: Environment): readonly (Provenance & { readonly path: FieldPath })[] {
  return environment.paths().flatMap((path) => {
    const provenance = environment.provenance(path);
    return provenance ? [{ path, ...provenance }] : [];
  });
}

/** Adds comments to the lines where values begin; the lines of a block of text are left alone. */
function withComments(yaml: string, environment: Environment): string {
  const [document] = parseYaml(yaml, 'environment').documents;
  if (!document) return yaml;
  const comments = commentsByLine(document, environment);
  const lines = yaml.split('\n');
  const width = Math.min(
    Math.max(...Array.from(comments.keys(), (line) => (lines[line - 1] ?? '').length)),
    60,
  );
  return lines
    .map((text, index) => {
      const comment = comments.get(index + 1);
      return comment === undefined ? text : `${text.padEnd(width)}  # ${comment}`;
    })
    .join('\n');
}

function commentsByLine(document: YamlDocument, environment: Environment): ReadonlyMap<number, string> {
  const comments = new Map<number, string>();
  for (const { path, ...provenance } of provenanceOf(environment)) {
    comments.set(document.locate(path).line, describe(provenance));
  }
  return comments;
}

function describe({ location, variables }: Provenance): string {
  const uses = variables.map(
    (variable) =>
      ` ← \${${variable.name}}${variable.location ? ` ${formatLocation(variable.location)}` : ''}`,
  );
  return printable(`${formatLocation(location)}${uses.join('')}`);
}
