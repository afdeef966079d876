import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ApiObjectData, isApiObject } from '../../../lib/core/manifest';
import { parseYaml, stringifyYamlValue } from '../../../lib/core/yaml';
import type { Values } from '../../../lib/tools/chart';
import { runHelm } from './support';

/** A chart that has another one many times, each with values of its own: one run of Helm renders them all. */
export function writeMany(folder: string, files: ReadonlyMap<string, string>, all: readonly Values[]): void {
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const [file, text] of files) write(join('charts/a', file), text);
  const name = /^name: (.*)$/m.exec(files.get('Chart.yaml') ?? '')?.[1];
  const dependencies = all.map((_, index) => ({ name, version: '0.1.0', alias: `c${index}` }));
  write('Chart.yaml', stringifyYamlValue({ apiVersion: 'v2', name: 'many', version: '0.1.0', dependencies }));
  write(
    'values.yaml',
    stringifyYamlValue(Object.fromEntries(all.map((values, index) => [`c${index}`, values]))),
  );
}

/** What Helm makes of each. */
export function renderMany(
  folder: string,
  ...args: readonly string[]
): ReadonlyMap<string, readonly ApiObjectData[]> {
  const documents = runHelm('template', 'r', folder, ...args).split(
    /^---\n# Source: many\/charts\/(c\d+)\/.*\n/m,
  );
  const objects = new Map<string, ApiObjectData[]>();
  for (let index = 1; index < documents.length; index += 2) {
    const [chart = '', text = ''] = documents.slice(index, index + 2);
    const values = parseYaml(text, 'helm template').documents.map(({ value }) => value);
    objects.set(chart, [...(objects.get(chart) ?? []), ...values.filter(isApiObject)]);
  }
  return objects;
}
