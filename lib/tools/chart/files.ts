import { type JsonSchema, validateSchema } from '../../core/schema';
import { type Describe, chartFile, overlayFile, readme, valuesFile } from './documents';
import { quoted } from './helm/literal';
import type { ChartProps } from './props';
import { type ValuePath, type Values, common, valueAt, withValue } from './values';
import type { Domain } from './trial/domain';
import type { FixedValue } from './derive/derived';

/** The files that every chart of ours remembers in its folder. */
const ignored = '.cdk8s-traefik-files\n.git/\n*.orig\n*.swp\n';

/** All that the files of a chart are made of. */
export interface ChartParts {
  readonly props: ChartProps;
  /** Key of the value that names the input whose fixed parts are taken. */
  readonly selector: string;
  /** The values of each input, complete. */
  readonly values: ReadonlyMap<string, Values>;
  readonly schema: JsonSchema;
  /** The schema of values in which nothing is null, where it is another one. */
  readonly completeSchema?: JsonSchema;
  readonly fixed: readonly FixedValue[];
  /** What values that were tried out may be, by their keys. @default none was */
  readonly domains?: ReadonlyMap<string, Domain>;
  /** Texts below `templates`, by file. */
  readonly templates: ReadonlyMap<string, string>;
  readonly notes: string;
  readonly namespaces: ReadonlyMap<string, string>;
  readonly sections: readonly string[];
  readonly describe: Describe;
  /** Whether a value is none that the README may show. @default all are shown */
  readonly isUntold?: (path: ValuePath) => boolean;
}

/** The files of a chart by their paths. */
export function chartFiles(parts: ChartParts): Map<string, string> {
  const { props, selector, values, schema, completeSchema = schema, templates, describe } = parts;
  const { name, version = '0.1.0', description = name, kubeVersion } = props;
  const base = validPart(common([...values.values()]), completeSchema);
  return new Map([
    ['Chart.yaml', chartFile({ name, version, appVersion: version, description, kubeVersion })],
    ['.helmignore', ignored],
    ['README.md', readme({ ...parts, name, base })],
    ['values.schema.json', `${JSON.stringify(schema, null, 1)}\n`],
    ['values.yaml', valuesFile(base, selector, describe)],
    ...Array.from(values, ([input, own]): [string, string] => [
      `values.${input}.yaml`,
      overlayFile(base, own, input),
    ]),
    ['templates/NOTES.txt', ofChart(name, `${parts.notes}${firstNote(selector, [...values.keys()])}`)],
    ...Array.from(templates, ([file, text]): [string, string] => [`templates/${file}`, ofChart(name, text)]),
  ]);
}

/**
 * A template whose helpers bear the name of its chart: all charts of a release have one set of names for them. What is
 * quoted in a text is escaped and so is none.
 */
function ofChart(chart: string, text: string): string {
  return text.replaceAll(/\b(include|define) "chart\./g, `$1 "${chart}.`);
}

/** Tells whom nobody has told which input to take that it is the first one. */
function firstNote(selector: string, names: readonly string[]): string {
  const [first = '', ...others] = names;
  if (others.length === 0) return '';
  return `{{- if eq .Values.${selector} ${quoted(first)} }}

This is ${first}, which is installed where no other is chosen with -f values.<${selector}>.yaml: ${others.join(', ')}. Of values.yaml
alone it has what all of them have; the rest of it is in values.${first}.yaml.
{{- end }}
`;
}

/** Without the entries that are not whole: what two inputs have of a map may lack what it needs. */
function validPart(values: Values, schema: JsonSchema): Values {
  let valid = values;
  for (;;) {
    const [finding] = validateSchema(schema, valid);
    const path = finding?.path.filter((key) => typeof key === 'string') ?? [];
    const lacking = finding?.rule === 'missing-field' ? path.slice(0, -1) : path;
    const entry = valueAt(valid, path) === undefined ? lacking : path;
    if (entry.length < 2 || valueAt(valid, entry) === undefined) return valid;
    valid = withValue(valid, entry, undefined);
  }
}
