import { groupBy, isPlainMap } from '../../../core/base';
import type { ApiObjectData } from '../../../core/manifest';
import type { DerivedObject } from '../derive/derived';
import { objectSet } from '../derive/objects';
import type { Template } from '../template/template';

/** Objects of an environment that no environment file declares: a program makes them beside. */
export interface ProgramObjects {
  readonly namespace: string;
  readonly objects: readonly ApiObjectData[];
  /** Ports of declared services that its routes lead to, as `service/port`. */
  readonly routed: readonly string[];
}

/** The file of a chart that holds them. */
const programFile = 'program.yaml';

/**
 * Objects that a program makes beside what environment files declare, as templates. Nothing is known of what they
 * follow from, so they are as the program makes them, for each environment; what lies in the namespace of the
 * environment goes to that of the release.
 */
export function programTemplates(
  environments: ReadonlyMap<string, ProgramObjects>,
): readonly DerivedObject[] {
  const made = [...environments].flatMap(([name, { namespace, objects }]) =>
    [...objectSet(new Map([[programFile, objects]]))].map(([identity, { object }]) => ({
      name,
      identity,
      template: templateOf(object, namespace),
      text: textOf(object, namespace),
    })),
  );
  return [...groupBy(made, ({ text }) => text).values()].flatMap(([first, ...others]): DerivedObject[] => {
    if (!first) return [];
    const names = [first, ...others].map(({ name }) => name);
    const { identity, template } = first;
    const isEverywhere = names.length === environments.size;
    return [
      {
        file: programFile,
        identity,
        ...(!isEverywhere && { when: { kind: 'feature', feature: { kind: 'environment', names } } }),
        template,
      },
    ];
  });
}

/** What tells objects apart that are the same in several environments, but for the namespace of each. */
function textOf(object: ApiObjectData, namespace: string): string {
  const { metadata } = object;
  const isOfRelease = metadata.namespace === namespace;
  const alike = isOfRelease ? { ...object, metadata: { ...metadata, namespace: undefined } } : object;
  return JSON.stringify([isOfRelease, alike], (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
}

function templateOf(object: ApiObjectData, namespace: string): Template {
  const template = literal(object);
  if (template.kind !== 'map' || object.metadata.namespace !== namespace) return template;
  const metadata = literal({ ...object.metadata, namespace: '' });
  if (metadata.kind !== 'map') return template;
  const entries = metadata.entries.map((entry) =>
    entry.key === 'namespace' ? { ...entry, value: releaseNamespace } : entry,
  );
  return {
    kind: 'map',
    entries: template.entries.map((entry) =>
      entry.key === 'metadata' ? { ...entry, value: { kind: 'map', entries } } : entry,
    ),
  };
}

const releaseNamespace: Template = { kind: 'value', path: ['namespace'], text: true };

/** Maps and lists by parts, so that they are written as those of all objects are. */
function literal(value: unknown): Template {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown, index) => ({ key: String(index), value: literal(item) }));
    return { kind: 'list', items };
  }
  if (!isPlainMap(value)) return { kind: 'literal', value };
  const entries = Object.entries(value).map(([key, inner]) => ({ key, value: literal(inner) }));
  return { kind: 'map', entries };
}
