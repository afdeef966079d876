import { groupBy, isPlainMap } from '../../../core/base';
import type { DerivedObject } from '../derive/derived';
import { quoted } from '../helm/literal';
import { type Values, valueAt } from '../values';
import { laidOver } from './laid-over';
import { isScaled } from './operator-values';
import type { Input } from './program';
import type { Program } from './programs';

/** The helper that knows where the operator's values of a program land. */
export function laidOverHelper(): string {
  const rows = laidOver.map(({ value, of = ['services', 'jobs', 'cronJobs'], places, without, empty }) => ({
    value,
    of,
    places,
    without,
    empty,
  }));
  return String.raw`{{/* Where the operator's values of a program land. */}}
{{- define "chart.laidOver" -}}
{{ ${quoted(JSON.stringify(rows))} }}
{{- end }}
`;
}

/** The helper that knows how many pods services have where no value says it. */
export function replicasHelper(inputs: ReadonlyMap<string, Input>): string {
  const numbers = Array.from(inputs, ([name, { values }]) => {
    const services = valueAt(values, ['services']);
    const own = isPlainMap(services) ? Object.entries(services) : [];
    const counted = own.flatMap(([service, spec]): (readonly [string, Values])[] => {
      const number = valueAt(spec, ['replicas']);
      if (typeof number !== 'number') return [];
      const scaled = isScaled(spec);
      return [[service, { number, ...(scaled && { scaled }) }]];
    });
    return [name, Object.fromEntries(counted)] as const;
  });
  return String.raw`{{/* How many pods services have where no value says it, and whether an environment scales them. */}}
{{- define "chart.replicas" -}}
{{ ${quoted(JSON.stringify(Object.fromEntries(numbers)))} }}
{{- end }}
`;
}

/** The helper that knows which objects are of this chart, by kind and name, so that all that refers to them can follow. */
export function madeHelper(programs: readonly Program[], objects: readonly DerivedObject[]): string {
  return String.raw`{{/* The objects of this chart: their names by kind. */}}
{{- define "chart.made" -}}
{{- include "chart.model" . }}
{{- $made := fromJson ${quoted(JSON.stringify(namesOf(programs, objects)))} }}
{{- $model := .Values.chartModel }}
{{- $inline := dict }}
{{- range $model.inline }}{{ $_ := set $inline .name true }}{{ end }}
{{- $routes := $model.routes }}
{{- $redirects := dict }}
{{- range $name, $_ := $routes.http }}{{ $_ := set $redirects (printf "%s-redirect" $name) true }}{{ end }}
{{- $secrets := dict }}
{{- range $name, $spec := $model.values.certificates }}{{ $_ := set $secrets ($spec.secretName | default (printf "%s-tls" $name)) true }}{{ end }}
{{- $tls := $model.values.tls | default dict }}
{{- $own := dict "Secret" $secrets "Certificate" $model.values.certificates "IngressRoute" (merge (dict) $routes.http $redirects) "IngressRouteTCP" $routes.tcp "IngressRouteUDP" $routes.udp "Middleware" (merge (dict) $model.middlewares $inline) "MiddlewareTCP" $model.values.tcpMiddlewares "TraefikService" $model.traefikServices "ServersTransport" $model.values.serversTransports "ServersTransportTCP" $model.values.tcpServersTransports "TLSOption" ($tls.options | default dict) "TLSStore" (omit ($tls.stores | default dict) "default") }}
{{- range $kind, $names := $own }}
{{- $all := get $made $kind | default dict }}
{{- range $name, $_ := $names }}{{ $_ := set $all $name true }}{{ end }}
{{- $_ := set $made $kind $all }}
{{- end }}
{{- $made | toRawJson }}
{{- end }}
`;
}

function namesOf(programs: readonly Program[], objects: readonly DerivedObject[]): Values {
  const named = objects.map(({ identity }) => {
    const [, kind = '', name = ''] = /^[^/]*\/([^/]*)\/(\S*)/.exec(identity) ?? [];
    return { kind, name };
  });
  const kinds = groupBy(named, ({ kind }) => kind);
  const instances = programs.flatMap(({ name, specs }) =>
    [...specs.values()].map(({ instance = name }) => String(instance)),
  );
  return {
    ...Object.fromEntries(Array.from(kinds, ([kind, all]) => [kind, there(all.map(({ name }) => name))])),
    instances: there(instances),
  };
}

function there(names: readonly string[]): Values {
  return Object.fromEntries(names.map((name) => [name, true]));
}
