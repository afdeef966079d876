import { schemeToWrite } from '../../../constructs/routing';
import { isEqual } from '../../../core/base';
import { quoted } from '../helm/literal';
import { type Values } from '../values';
import type { Input, RoutablePort } from './program';
import type { ProgramObjects } from './program-objects';

/** The helper that knows the ports of the services, for routes that name them. */
export function portsHelper(
  inputs: ReadonlyMap<string, Input>,
  beside: ReadonlyMap<string, ProgramObjects>,
): string {
  const routed = Object.fromEntries(Array.from(beside, ([name, own]) => [name, own.routed]));
  const all = tablesOf(inputs, ({ ports }) => ports);
  const standing = tablesOf(inputs, ({ standingPorts }) => standingPorts);
  return String.raw`{{/* The ports of the services, as routes see them. */}}
{{- define "chart.ports" -}}
{{- $all := ${all} }}
{{- $there := ${standing} }}
{{- range $name, $service := .services }}
{{- if and (hasKey $all $name) (ne (toString $service.enabled) "false") }}{{ $_ := set $there $name (index $all $name) }}{{ end }}
{{- end }}
{{- $there | toRawJson }}
{{- end }}

{{/* The ports to which routes lead that no value says: those of a program. */}}
{{- define "chart.routedBeside" -}}
{{- concat (get (${literal(routed)}) .environment | default list) (.routedPorts | default list) | toRawJson }}
{{- end }}
`;
}

/** A table as an expression; by environment where environments differ. */
function tablesOf(inputs: ReadonlyMap<string, Input>, portsOf: (input: Input) => Input['ports']): string {
  const tables = Array.from(inputs, ([name, input]) => [name, tableOf(portsOf(input))] as const);
  const merged: Values = Object.fromEntries(tables.flatMap(([, table]) => Object.entries(table)));
  const agree = tables.every(([, table]) =>
    Object.entries(table).every(([service, ports]) => isEqual(merged[service], ports)),
  );
  return agree ? literal(merged) : `get (${literal(Object.fromEntries(tables))}) .environment`;
}

function tableOf(ports: Input['ports']): Values {
  const entries = Object.entries(ports).map(
    ([service, all]) =>
      [service, all.map((port) => ({ ...described(port), ...writtenScheme(port) }))] as const,
  );
  return Object.fromEntries(entries);
}

function described({ name, port, protocol, routed }: RoutablePort): Values {
  return { name, port, protocol, routed };
}

/** The scheme that a route has to name for a port, where Traefik would not come to it by itself. */
function writtenScheme({ name, port, scheme }: RoutablePort): Values {
  const written = schemeToWrite({ name, port, ...(scheme !== undefined && { scheme }) });
  return written === undefined ? { write: false } : { scheme: written, write: true };
}

function literal(value: unknown): string {
  return `fromJson ${quoted(JSON.stringify(value))}`;
}
