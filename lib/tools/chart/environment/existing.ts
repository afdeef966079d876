import type { Environment, EnvironmentSpec } from '../../../project/environment';
import { quoted } from '../helm/literal';
import type { Values } from '../values';

type Existing = NonNullable<EnvironmentSpec['existing']>;

/** The sections of values whose objects may be in the cluster already, and what environment files call them there. */
const sections: readonly (readonly [string, keyof Existing])[] = [
  ['middlewares', 'middlewares'],
  ['tcpMiddlewares', 'tcpMiddlewares'],
  ['tls.options', 'tlsOptions'],
];

/** The helper that knows which objects the cluster has already, so that routes may name them. */
export function existingHelper(environments: readonly Environment[]): string {
  const tables = Object.fromEntries(
    environments.map((environment) => [environment.name, tableOf(environment)]),
  );
  return String.raw`{{/* What the cluster has already in the namespace of an environment, by section. */}}
{{- define "chart.existing" -}}
{{- get (fromJson ${quoted(JSON.stringify(tables))}) .environment | toRawJson }}
{{- end }}
`;
}

function tableOf({ spec, namespace }: Environment): Values {
  return Object.fromEntries(
    sections.flatMap(([section, key]): (readonly [string, readonly string[]])[] => {
      const there = Object.entries(spec.existing?.[key] ?? {});
      const names = there.flatMap(([name, object]) =>
        (object.namespace ?? namespace) === namespace ? [name] : [],
      );
      return names.length > 0 ? [[section, names]] : [];
    }),
  );
}
