import { isPlainMap, stringifyYamlValue } from '../../manifest';
import { type ValuePath, type Values, leafPaths, overlay, valueAt } from '../values';
import { descriptionOf } from './descriptions';

/** The values of the first environment with the meaning of each, as `values.yaml`. */
export function valuesFile(values: Values, environment: string): string {
  const told = new Set<string>();
  return [
    `# What all environments have; where they differ, as ${environment} has it. What an environment has otherwise or beside`,
    '# this stands in values.<environment>.yaml, to be given with -f. Values of your own come after it, in a further file',
    '# or with --set.',
    '',
    ...commented(values, [], told),
    '',
  ].join('\n');
}

function commented(values: Values, path: ValuePath, told: Set<string>): string[] {
  const indent = '  '.repeat(path.length);
  return Object.entries(values).flatMap(([key, value]) => {
    const inner = [...path, key];
    const description = descriptionOf(inner);
    const isNew = description !== undefined && !told.has(description);
    if (isNew) told.add(description);
    const comment = isNew ? wrap(description, 110 - indent.length).map((line) => `${indent}# ${line}`) : [];
    const isOpen = isPlainMap(value) && Object.keys(value).length > 0 && !isPlainSection(inner);
    const lines = isOpen
      ? [`${indent}${keyLine(key)}:`, ...commented(value, inner, told)]
      : stringifyYamlValue({ [key]: value })
          .trimEnd()
          .split('\n')
          .map((line) => (line === '' ? line : `${indent}${line}`));
    return [...(path.length === 0 && comment.length > 0 ? [''] : []), ...comment, ...lines];
  });
}

/** Below the names of sections there is Traefik's own vocabulary, which the schema explains. */
function isPlainSection(path: ValuePath): boolean {
  return !['services', 'traefik', 'initCheck'].includes(path[0] ?? '') && path.length > 2;
}

function keyLine(key: string): string {
  return stringifyYamlValue({ [key]: 0 }).replace(/: 0\n$/, '');
}

/** What an environment has otherwise, as `values.<environment>.yaml`. */
export function overlayFile(base: Values, values: Values, environment: string): string {
  const changes = overlay(base, values) ?? {};
  return `# What the environment ${environment} has otherwise than values.yaml, or beside it.\n\n${stringifyYamlValue(changes)}`;
}

/** Chart.yaml. */
export function chartFile(chart: {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
  readonly description: string;
  readonly kubeVersion: string;
}): string {
  const { name, version, appVersion, description, kubeVersion } = chart;
  return stringifyYamlValue({
    apiVersion: 'v2',
    name,
    description,
    type: 'application',
    version,
    appVersion,
    kubeVersion,
  });
}

/** What is said after an installation: where the routes answer. */
export const notes = String.raw`{{ .Chart.Name }} runs in namespace {{ .Release.Namespace }}, as the environment {{ .Values.environment }}.
{{- include "chart.model" . }}
{{- range $name, $route := .Values.chartModel.routes.http }}
{{- range include "chart.hosts" $route.match | fromJsonArray }}
  {{ ternary "https" "http" (hasKey $route "tls") }}://{{ . }}  (route {{ $name }}: {{ $route.match }})
{{- end }}
{{- end }}
{{- range $name, $route := .Values.chartModel.routes.tcp }}
  entry points {{ join ", " ($route.entryPoints | default (list "Traefik's default")) }}: {{ $route.match }}  (TCP route {{ $name }})
{{- end }}
{{- range $name, $route := .Values.chartModel.routes.udp }}
  entry points {{ join ", " ($route.entryPoints | default (list "Traefik's default")) }}  (UDP route {{ $name }})
{{- end }}

The hosts have to resolve to Traefik's address:
  kubectl get service --namespace {{ (.Values.traefik | default dict).namespace | default "traefik" }}
`;

/** README.md of the chart. */
export function readme(
  name: string,
  environments: readonly string[],
  { base, values }: { readonly base: Values; readonly values: ReadonlyMap<string, Values> },
  namespaces: ReadonlyMap<string, string>,
  fixed: readonly ValuePath[],
): string {
  const [first] = environments;
  const all = new Map(
    [...values.values()].flatMap((one) => leafPaths(one).map((path) => [path.join('\0'), path] as const)),
  );
  const rows = [...all.values()]
    .filter((path) => ['environment', 'traefik', 'services', 'initCheck'].includes(path[0] ?? ''))
    .map(
      (path) =>
        `| \`${path.map(pathKey).join('.')}\` | ${cell(descriptionOf(path) ?? '')} | ${shown(valueAt(base, path))} |`,
    );
  const sections = Object.keys(base).filter(
    (key) => !['environment', 'traefik', 'services', 'initCheck'].includes(key),
  );
  return `# ${name}

One chart for ${environments.length === 1 ? 'the environment' : 'the environments'} ${environments.join(', ')}. It was derived from the program that makes the plain
manifests; do not edit it, derive it again with \`cdk8s-traefik chart\`.

\`\`\`
${environments.map((environment) => `helm upgrade --install ${name} . -f values.${environment}.yaml --namespace ${namespaces.get(environment) ?? 'default'}`).join('\n')}
\`\`\`

\`values.yaml\` holds what all environments have and, where they differ, what ${first ?? ''} has; the other files
hold the rest. The chart makes no namespace and
brings no CRDs.

## Maps by name

Everything under these keys is a map by name, in the words of the environment files. An entry that is added makes an
object, one that is set to \`null\` takes it away.

| key | what it holds |
| --- | --- |
${sections.map((key) => `| \`${key}\` | ${cell(descriptionOf([key]) ?? '')} |`).join('\n')}

## Values

| value | meaning | default |
| --- | --- | --- |
${rows.join('\n')}

## Fixed

These follow from the environment files in ways that the chart cannot compute. They change with a chart that is derived
again.

${fixed.length === 0 ? 'Nothing.' : fixed.map((path) => `- \`${path.map(pathKey).join('.')}\``).join('\n')}
`;
}

function pathKey(key: string): string {
  return /^[\w-]+$/.test(key) ? key : `"${key}"`;
}

function shown(value: unknown): string {
  if (value === undefined) return '';
  const text = JSON.stringify(value);
  return `\`${cell(text.length > 60 ? `${text.slice(0, 57)}…` : text)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
