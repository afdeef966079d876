import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ApiObjectData, isApiObject } from '../../../lib/core/manifest';
import { parseYaml, stringifyYamlValue } from '../../../lib/core/yaml';
import type { Values } from '../../../lib/tools/chart';
import { runHelm } from './support';

/** A chart with all the values that it is to be rendered with, by name. */
export interface Rendered {
  readonly files: ReadonlyMap<string, string>;
  readonly values: Readonly<Record<string, Values>>;
}

/** A chart that has others many times, each with values of its own: one run of Helm renders them all. */
export function writeMany(folder: string, charts: readonly Rendered[]): void {
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const nameOf = ({ files }: Rendered): string =>
    /^name: (.*)$/m.exec(files.get('Chart.yaml') ?? '')?.[1] ?? '';
  for (const chart of charts) {
    for (const [file, text] of chart.files) write(join('charts', nameOf(chart), file), text);
  }
  const dependencies = charts.flatMap((chart) =>
    Object.keys(chart.values).map((alias) => ({ name: nameOf(chart), version: '0.1.0', alias })),
  );
  write('Chart.yaml', stringifyYamlValue({ apiVersion: 'v2', name: 'many', version: '0.1.0', dependencies }));
  write('values.yaml', stringifyYamlValue(Object.assign({}, ...charts.map(({ values }) => values))));
}

/** What Helm makes of each, by name. */
export function renderMany(
  folder: string,
  ...args: readonly string[]
): ReadonlyMap<string, readonly ApiObjectData[]> {
  const documents = runHelm('template', 'r', folder, ...args).split(
    /^---\n# Source: many\/charts\/([^/]+)\/.*\n/m,
  );
  const objects = new Map<string, ApiObjectData[]>();
  for (let index = 1; index < documents.length; index += 2) {
    const [chart = '', text = ''] = documents.slice(index, index + 2);
    const values = parseYaml(text, 'helm template').documents.map(({ value }) => value);
    objects.set(chart, [...(objects.get(chart) ?? []), ...values.filter(isApiObject)]);
  }
  return objects;
}
