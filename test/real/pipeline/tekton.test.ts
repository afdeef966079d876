import { spawnSync } from 'node:child_process';
import { isPlainMap } from '../../../lib/core/base';
import { parseYaml } from '../../../lib/core/yaml';
import { pipelineFiles } from '../../../lib/project/pipeline';
import { mapAt } from '../../support/maps';
import { requirePart } from '../parts/parts';

/** Every object of the files that `ci` writes for Tekton. */
const objects = [...pipelineFiles('tekton')]
  .filter(([path]) => path.startsWith('.tekton/'))
  .flatMap(([path, text]) => parseYaml(text, path).documents.map(({ value }) => value))
  .filter(isPlainMap)
  .map(named);

/** An object as the API server hands it to webhooks: with the name that it makes where it is asked to make one. */
function named(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const metadata = mapAt(object, 'metadata');
  const { generateName } = metadata;
  return typeof generateName === 'string'
    ? { ...object, metadata: { ...metadata, name: `${generateName}x7k2p` } }
    : object;
}

/** What Tekton's admission webhook has against each of some objects; empty where it takes it. */
function faults(all: readonly unknown[]): readonly string[] {
  const input = all.map((object) => `${JSON.stringify(object)}\n`).join('');
  const { status, stdout, stderr } = spawnSync(requirePart('tekton'), { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`tekton ended with ${String(status)}: ${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line): string => JSON.parse(line));
}

/** The same object with another name for each of its fields in turn, wherever it is, with the path of that field. */
function misspelt(value: unknown, path: string): readonly (readonly [path: string, wrong: unknown])[] {
  if (Array.isArray(value))
    return value.flatMap((child, index) =>
      misspelt(child, `${path}[]`).map(([at, wrong]) => [at, value.with(index, wrong)] as const),
    );
  if (!isPlainMap(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const { [key]: _, ...rest } = value;
    const below = misspelt(child, `${path}.${key}`);
    return [
      [`${path}.${key}`, { ...rest, [`${key}s`]: child }] as const,
      ...below.map(([at, wrong]) => [at, { ...value, [key]: wrong }] as const),
    ];
  });
}

test('Tekton takes every object that is written for it', () => {
  expect(objects.map(({ kind }) => kind)).toEqual(['Task', 'Task', 'Pipeline', 'PipelineRun']);
  expect(faults(objects)).toEqual(objects.map(() => ''));
});

test('Tekton would refuse each of them for a field that is misspelt', () => {
  const wrong = objects.flatMap((object) => misspelt(object, String(object['kind'])));
  expect(wrong.length).toBeGreaterThan(300);
  const answers = faults(wrong.map(([, object]) => object));
  const taken = wrong.filter((_, index) => answers[index] === '').map(([path]) => path);
  // Annotations and resources of containers may have any name.
  const free = /\.(?:annotations\..+|(?:requests|limits)\.\w+)$/;
  expect(taken.filter((path) => !free.test(path))).toEqual([]);
});
