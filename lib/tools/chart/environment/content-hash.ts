import { contentHashAnnotation, contentHashLength, dataLine, objectLine } from '../../../constructs/workload';
import type { Explained } from '../derive/derived';
import type { KnownPart } from '../derive/explain';
import type { Part, Template } from '../template/template';
import { base64 } from './computations';

/** The checksum by which pods notice that what they read has changed, from the ConfigMaps and Secrets themselves. */
export function contentHashPart(objects: readonly Explained[], file: string): KnownPart {
  return (key) => (key === contentHashAnnotation ? digestOf(objects, file) : undefined);
}

/** The objects that a service brings along, in the order in which the checksum takes them. */
const suffixes = ['-config', '-env', '-files', '-secret-env'];

function digestOf(objects: readonly Explained[], file: string): Template {
  const service = file.replace(/\.yaml$/, '');
  const held = suffixes.flatMap((suffix) =>
    objects.filter(
      ({ object }) =>
        object.metadata.name === `${service}${suffix}` && ['ConfigMap', 'Secret'].includes(object.kind),
    ),
  );
  const lines = held.flatMap(({ object, template }): Part[] => {
    const { kind, metadata } = object;
    const header = objectLine(kind, metadata.name);
    return [
      { key: header, value: { kind: 'literal', value: header } },
      ...dataLines(template, kind === 'Secret'),
    ];
  });
  return { kind: 'digest', length: contentHashLength, lines };
}

function dataLines(template: Template, isSecret: boolean): Part[] {
  if (template.kind !== 'map') return [];
  const entries = template.entries.find(({ key }) => key === 'data')?.value;
  if (entries?.kind !== 'map') return [];
  return entries.entries
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, value }) => ({ key, value: lineOf(key, value, isSecret) }));
}

/** Secrets hold their data in base64, the checksum is of the text. */
function lineOf(key: string, value: Template, isSecret: boolean): Template {
  if (value.kind === 'literal') {
    const text = String(value.value);
    const plain = isSecret ? Buffer.from(text, 'base64').toString() : text;
    return { kind: 'literal', value: dataLine(key, plain) };
  }
  if (value.kind !== 'value' || value.computation !== base64.name) return value;
  const { computation: _, ...plain } = value;
  return plain;
}
