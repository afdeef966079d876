import { quoted } from './literal';

/** A helper that gives data as JSON, for helpers that read it. */
export function dataHelper(name: string, comment: string, data: unknown): string {
  return `{{/* ${comment} */}}
{{- define ${quoted(name)} -}}
{{ ${quoted(JSON.stringify(data))} }}
{{- end }}
`;
}
