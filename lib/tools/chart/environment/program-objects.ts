import { groupBy } from '../../../core/base';
import type { ApiObjectData } from '../../../core/manifest';
import { stringifyYaml } from '../../../core/yaml';
import { escaped, quoted } from '../helm/literal';
import { selector } from './environment-chart';

/** Objects of an environment that no environment file declares: a program makes them beside. */
export interface ProgramObjects {
  readonly namespace: string;
  readonly objects: readonly ApiObjectData[];
}

/** Stands for the namespace of the release while a text is made. */
const releaseNamespace = 'release-namespace-of-the-chart';

/**
 * The template of objects that a program makes beside what environment files declare. Nothing is known of what they
 * follow from, so they are as the program makes them, for each environment; what lies in the namespace of the
 * environment goes to that of the release.
 */
export function programTemplate(environments: ReadonlyMap<string, ProgramObjects>): string {
  const made = [...environments].flatMap(([name, { namespace, objects }]) =>
    objects.map((object) => ({ name, text: textOf(object, namespace) })),
  );
  return [...groupBy(made, ({ text }) => text)]
    .map(([text, places]) => {
      const names = places.map(({ name }) => name);
      if (names.length === environments.size) return text;
      const condition = names.map((name) => `(eq .Values.${selector} ${quoted(name)})`);
      return `{{- if ${names.length === 1 ? condition.join('') : `or ${condition.join(' ')}`} }}\n${text}{{- end }}\n`;
    })
    .join('');
}

function textOf(object: ApiObjectData, namespace: string): string {
  const { metadata } = object;
  const isOfRelease = metadata.namespace === namespace;
  const text = stringifyYaml([
    isOfRelease ? { ...object, metadata: { ...metadata, namespace: releaseNamespace } } : object,
  ]);
  return `---\n${escaped(text).replace(`namespace: ${releaseNamespace}\n`, 'namespace: {{ .Release.Namespace }}\n')}`;
}
