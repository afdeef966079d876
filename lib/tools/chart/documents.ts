import { isPlainMap } from '../../core/base';
import { stringifyYamlValue } from '../../core/yaml';
import { type Domain, sayDomain } from './trial/domain';
import { type ValuePath, type Values, keyOf, leafPaths, overlay, valueAt } from './values';
import type { FixedReason, FixedValue } from './derive/derived';

/** What is known of the meaning of a value. */
export type Describe = (path: ValuePath) => string | undefined;

/** What all inputs have, with the meaning of each, as `values.yaml`. */
export function valuesFile(values: Values, selector: string, describe: Describe): string {
  const first = String(values[selector]);
  const lines = commented(values, [], describe, new Set());
  return [
    `# What all of values.<${selector}>.yaml have in common; where they differ, as ${first} has it. What stands in one of`,
    '# them comes on top, to be given with -f. Values of your own come after it, in a further file or with --set.',
    ...(lines[0] === '' ? [] : ['']),
    ...lines,
    '',
  ].join('\n');
}

function commented(values: Values, path: ValuePath, describe: Describe, told: Set<string>): string[] {
  const indent = '  '.repeat(path.length);
  return Object.entries(values).flatMap(([key, value]) => {
    const inner = [...path, key];
    const description = describe(inner);
    const isNew = description !== undefined && !told.has(description);
    if (isNew) told.add(description);
    const comment = isNew ? wrap(description, 110 - indent.length).map((line) => `${indent}# ${line}`) : [];
    const isOpen = isPlainMap(value) && Object.keys(value).length > 0;
    const lines = isOpen
      ? [`${indent}${keyLine(key)}:`, ...commented(value, inner, describe, told)]
      : stringifyYamlValue({ [key]: value })
          .replace(/\n$/, '')
          .split('\n')
          .map((line) => (line === '' ? line : `${indent}${line}`));
    return [...(path.length === 0 && comment.length > 0 ? [''] : []), ...comment, ...lines];
  });
}

function keyLine(key: string): string {
  return stringifyYamlValue({ [key]: 0 }).replace(/: 0\n$/, '');
}

/** What an input has otherwise, as `values.<name>.yaml`. */
export function overlayFile(base: Values, values: Values, name: string): string {
  const changes = overlay(base, values) ?? {};
  return `# What ${name} has otherwise than values.yaml, or beside it.\n\n${stringifyYamlValue(changes)}`;
}

/** Chart.yaml. */
export function chartFile(chart: {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
  readonly description: string;
  readonly kubeVersion?: string;
}): string {
  const { name, version, appVersion, description, kubeVersion } = chart;
  return stringifyYamlValue({
    apiVersion: 'v2',
    name,
    description,
    type: 'application',
    version,
    appVersion,
    ...(kubeVersion !== undefined && { kubeVersion }),
  });
}

/** What the README of a chart tells. */
export interface ReadmeFacts {
  readonly name: string;
  /** Key of the value that names the input whose fixed parts are taken. */
  readonly selector: string;
  readonly base: Values;
  readonly values: ReadonlyMap<string, Values>;
  /** The namespace of each input, where it is known. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly fixed: readonly FixedValue[];
  /** What values that were tried out may be, by their keys. @default none was */
  readonly domains?: ReadonlyMap<string, Domain>;
  /** Keys below which everything is a map by name that templates range over. */
  readonly sections: readonly string[];
  readonly describe: Describe;
  /** Whether a value is none that is shown. @default all are */
  readonly isUntold?: (path: ValuePath) => boolean;
}

/** README.md of the chart. */
export function readme(facts: ReadmeFacts): string {
  const { name, base, values, namespaces, fixed } = facts;
  const names = [...values.keys()];
  const commands = names.map((one) => {
    const namespace = namespaces.get(one);
    const where = namespace === undefined ? '' : ` --namespace ${namespace}`;
    return `helm upgrade --install ${name} . -f values.${one}.yaml${where}`;
  });
  return `# ${name}

One chart for ${names.join(', ')}. It was derived from the program that makes the plain manifests; do not edit it, derive it
again.

\`\`\`
${commands.join('\n')}
\`\`\`

\`values.yaml\` holds what all of them have and, where they differ, what ${names[0] ?? ''} has; the other files hold the rest.
The chart makes no namespace that the program does not make, and brings no CRDs.

${sectionTable(facts)}## Values

${valueTable(facts, base)}

## Fixed

A value that is not listed above is not offered, because the chart would not do with it what the program does. These
change with a chart that is derived again.

${fixed.length === 0 ? 'Nothing.' : fixed.map(fixedLine).join('\n')}
`;
}

function sectionTable({ sections, base, describe }: ReadmeFacts): string {
  const rows = sections
    .filter((key) => Object.hasOwn(base, key))
    .map((key) => `| \`${key}\` | ${cell(describe([key]) ?? '')} |`);
  if (rows.length === 0) return '';
  return `## Maps by name

Everything under these keys is a map by name, in the words of the environment files. An entry that is added makes an
object, one that is set to \`null\` takes it away.

| key | what it holds |
| --- | --- |
${rows.join('\n')}

`;
}

/** A table of the values; what they may be stands in it where it was found out by trials. */
function valueTable(facts: ReadmeFacts, base: Values): string {
  const rows = valueRows(facts, base);
  if (!facts.domains) return ['| value | meaning | default |', '| --- | --- | --- |', ...rows].join('\n');
  return [
    'What a value may be was found out by trying: words, characters and numbers that the program may compare it with, lengths,',
    'and values together. With what is not listed the chart would do otherwise than the program, or nobody knows.',
    '',
    '| value | meaning | may be | default |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function valueRows(
  { values, sections, describe, domains, isUntold }: ReadmeFacts,
  base: Values,
): readonly string[] {
  const all = new Map(
    [...values.values()].flatMap((one) => leafPaths(one).map((path) => [path.join('\0'), path] as const)),
  );
  return [...all.values()]
    .filter(([section = '']) => !sections.includes(section))
    .map((path) => {
      const domain = domains?.get(keyOf(path));
      const mayBe = domain ? sayDomain(domain) : undefined;
      return `| ${[
        cell(pathText(path)),
        cell(describe(path) ?? ''),
        ...(domains ? [mayBe === undefined ? '' : `\`${cell(mayBe)}\``] : []),
        isUntold?.(path) ? '' : shown(valueAt(base, path)),
      ].join(' | ')} |`;
    });
}

const reasons: Readonly<Record<FixedReason, string>> = {
  unlike: 'its type is not the same everywhere',
  untried: 'it chooses between forms, or names something else',
  refused: 'the program refused the values that were tried',
  unexplained: 'what follows from it is no copy, and no computation that the chart knows',
  unused: 'nothing that the chart makes follows from it',
  'looked-into': 'the program looks into it: with other values it does what the chart does not',
};

function fixedLine({ path, reason }: FixedValue): string {
  return `- ${pathText(path)}: ${reasons[reason]}`;
}

function pathText(path: ValuePath): string {
  return `\`${path.map(pathKey).join('.')}\``;
}

function pathKey(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
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
