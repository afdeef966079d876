import { isSecretVariable } from '../../../core/kubernetes';
import { isPlainMap } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import { type Segment, secretParts, segmentsOf, variableName } from '../secret-parts';
import type { VariableNaming } from '../variable-naming';
import { type Piece, differs, place } from './piece';

type Plain = Readonly<Record<string, unknown>>;

/** A text of labels that looks secret, and what the environment has in its place. */
export interface Withheld {
  /** In the spec of the middleware. */
  readonly path: FieldPath;
  /** The text with variables of the environment in it. */
  readonly template: string;
  /** What each variable holds. */
  readonly variables: Readonly<Record<string, string>>;
}

const headerMaps: ReadonlySet<string> = new Set(['customRequestHeaders', 'customResponseHeaders']);
const secretHeader = /^(?:authorization|proxy-authorization|cookie|x-.*(?:key|token|secret|auth))$/i;

/** The texts of a middleware that look secret where Kubernetes takes them in no Secret: headers, and addresses. */
export function withheldOf(name: string, spec: Plain, variableFor: VariableNaming): readonly Withheld[] {
  const hide = (path: FieldPath, segments: readonly Segment[]): readonly Withheld[] =>
    hidden(name, path, segments, variableFor);
  const { headers, forwardAuth } = spec;
  const found = (isPlainMap(headers) ? Object.entries(headers) : []).flatMap(([map, values]) =>
    headerMaps.has(map) && isPlainMap(values)
      ? Object.entries(values).flatMap(([header, value]) =>
          hide(['headers', map, header], headerSegments(header, String(value))),
        )
      : [],
  );
  const { address } = isPlainMap(forwardAuth) ? forwardAuth : {};
  return typeof address === 'string'
    ? [...found, ...hide(['forwardAuth', 'address'], segmentsOf(address))]
    : found;
}

function headerSegments(header: string, value: string): readonly Segment[] {
  if (value !== '' && secretParts(value).length === 0 && isSecretHeader(header, value))
    return [{ name: variableName(header), value }];
  return segmentsOf(value).map((each) =>
    typeof each === 'string' ? each : { ...each, name: variableName(header) },
  );
}

/** Whether the value of a header looks secret. */
export function isSecretHeader(header: string, value: string): boolean {
  return secretHeader.test(header) || isSecretVariable(variableName(header), value);
}

function hidden(
  name: string,
  path: FieldPath,
  segments: readonly Segment[],
  variableFor: VariableNaming,
): readonly Withheld[] {
  const secrets = segments.flatMap((each) => (typeof each === 'string' ? [] : [each]));
  if (secrets.length === 0) return [];
  const variableOf = (each: { readonly name: string; readonly value: string }): string =>
    variableFor(`${variableName(name)}_${each.name}`, each.value);
  return [
    {
      path,
      template: segments
        .map((each) =>
          typeof each === 'string' ? each.replaceAll('${', '$${') : `\${env:${variableOf(each)}:-change-me}`,
        )
        .join(''),
      variables: Object.fromEntries(secrets.map((each) => [variableOf(each), each.value])),
    },
  ];
}

/** The pieces of texts that are withheld, beside a spec that has them no more. */
export function* withheldPieces(to: FieldPath, at: FieldPath, all: readonly Withheld[]): Iterable<Piece> {
  for (const { path, template, variables } of all) {
    yield { ...place([...to, ...path], template), isTemplate: true };
    const names = Object.keys(variables).join(' and ');
    yield differs('CM544', [...at, ...path], {
      to: [...to, ...path],
      message: `${path.at(-1)} looks secret: it comes from ${names} of the shell at each synth, and is written nowhere.`,
      fix: `Set ${names} for the synth, and keep what it makes out of git; or let the program set the header itself.`,
    });
  }
}

/** A spec without the texts at some paths. */
export function withoutTexts(spec: Plain, paths: readonly FieldPath[]): Plain {
  const entries = Object.entries(spec).flatMap(([key, value]): [string, unknown][] => {
    const below = paths.filter(([first]) => first === key).map((path) => path.slice(1));
    if (below.some((path) => path.length === 0)) return [];
    return [[key, below.length > 0 && isPlainMap(value) ? withoutTexts(value, below) : value]];
  });
  return Object.fromEntries(entries);
}

/** The Secret of a plugin, the keys in it, and its settings with references to them. */
export interface PluginSecrets {
  readonly settings: unknown;
  readonly data: Readonly<Record<string, string>>;
}

/** What looks secret in the settings of a plugin; Traefik takes such texts from Secrets. */
export function pluginSecrets(secret: string, settings: unknown, name = ''): PluginSecrets {
  if (Array.isArray(settings) || isPlainMap(settings)) {
    const inner = Object.entries(settings).map(
      ([key, value]) => [key, pluginSecrets(secret, value, Array.isArray(settings) ? name : key)] as const,
    );
    const data = Object.fromEntries(inner.flatMap(([, each]) => Object.entries(each.data)));
    const values = inner.map(([key, each]) => [key, each.settings] as const);
    return {
      settings: Array.isArray(settings) ? values.map(([, value]) => value) : Object.fromEntries(values),
      data,
    };
  }
  if (typeof settings !== 'string' || !looksSecret(name, settings)) return { settings, data: {} };
  return { settings: `urn:k8s:secret:${secret}:${name}`, data: { [name]: settings } };
}

function looksSecret(name: string, value: string): boolean {
  const words = variableName(name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_'));
  return (
    isSecretVariable(words, value) ||
    (/(?:key|token|secret|password)$/i.test(name) && isSecretVariable('KEY', value))
  );
}
