import { groupBy } from '../../../core/base';
import { type Computation, decimal } from '../template/computation';
import type { DerivedObject } from '../derive/derived';
import type { ValuePath } from '../values';
import { writeDocument } from './document';
import { type Names, valueExpression } from './expression';
import { quoted } from './literal';

/** What the templates of one chart have in common. */
export interface TemplateStyle {
  readonly expressions: ReadonlyMap<string, string>;
  readonly computations: readonly Computation[];
  readonly selector: string;
}

/** The templates of derived objects, by file. The values of a file's objects may stand under a path of their own. */
export function writeFiles(
  objects: readonly DerivedObject[],
  pathOf: (file: string) => ValuePath,
  style: TemplateStyle,
): ReadonlyMap<string, string> {
  const files = groupBy(objects, ({ file }) => file);
  return new Map(Array.from(files, ([file, own]) => [file, writeFile(own, pathOf(file), style)]));
}

/** The template of one file of derived objects. Their values stand under `path`, as `$values`. */
function writeFile(objects: readonly DerivedObject[], path: ValuePath, style: TemplateStyle): string {
  const known = { ...style, computations: [...style.computations, decimal] };
  const plain: Names = { ...known, variables: [] };
  const names: Names = { ...known, variables: path.length > 0 ? [{ name: '$values', path }] : [] };
  const documents = objects.flatMap(({ template, when }) => writeDocument(template, when, names));
  const text = documents.join('\n');
  const head = [
    ...(text.includes('$values')
      ? [`{{- $values := ${optional(path, valueExpression(path, plain))} }}`]
      : []),
    ...(text.includes('$routed')
      ? ['{{- include "chart.model" . }}', '{{- $routed := .Values.chartModel.routed }}']
      : []),
  ];
  return `${[...head, ...documents].join('\n')}\n`;
}

/** A service that is not there has no values; what would need them is not there either. */
function optional(path: ValuePath, expression: string): string {
  const key = path.at(-1);
  return key === undefined ? expression : `index .Values ${path.map(quoted).join(' ')} | default dict`;
}

/**
 * A template whose objects come out with what the operator's values lay over them.
 *
 * @param owner the program whose objects they are, as the path of its values
 * @param watched keys of its maps that the template follows by itself, by the path of the map
 */
export function finishedFile(
  file: string,
  text: string,
  owner: ValuePath = [],
  watched: Readonly<Record<string, readonly string[]>> = {},
): string {
  const name = quoted(`chart.file.${file}`);
  const known = Object.entries(watched).map(([path, keys]) => `${quoted(path)} (${list(keys)})`);
  const facts = [
    'root .',
    `owner (${list(owner)})`,
    `watched (dict ${known.join(' ')})`,
    `objects (include ${name} .)`,
  ].map((fact) => fact.replace(/^(\w+)/, '"$1"'));
  return [
    `{{- define ${name} }}`,
    text.replace(/\n$/, ''),
    '{{- end }}',
    `{{- include "chart.finished" (dict ${facts.join(' ')}) }}`,
    '',
  ].join('\n');
}

function list(texts: readonly string[]): string {
  return ['list', ...texts.map(quoted)].join(' ');
}
