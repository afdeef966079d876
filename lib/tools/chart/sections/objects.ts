/** One template a kind: it makes the objects of all the names that the values have under it. */
export interface Section {
  /** File below `templates`. */
  readonly file: string;
  readonly text: string;
}

const metadata = String.raw`metadata:
  name: {{ $name | quote }}
  namespace: {{ $.Release.Namespace | quote }}`;

const labels = String.raw`
  {{- if $spec.labels }}
  labels: {{ include "chart.json" $spec.labels }}
  {{- end }}
  {{- if $spec.annotations }}
  annotations: {{ include "chart.json" $spec.annotations }}
  {{- end }}`;

/** Objects whose spec is the value itself. */
function plain(file: string, kind: string, path: string): Section {
  return {
    file,
    text: String.raw`{{- include "chart.model" . }}
{{- range $name, $spec := ${path} }}
---
apiVersion: traefik.io/v1alpha1
kind: ${kind}
${metadata}
spec: {{ include "chart.json" $spec }}
{{- end }}
`,
  };
}

const routeFields = ['entryPoints', 'ingressClassName', 'parentRefs'];

function optional(fields: readonly string[], indent: string, value = '$spec'): string {
  return fields
    .map(
      (field) => String.raw`
${indent}{{- if hasKey ${value} "${field}" }}
${indent}${field}: {{ include "chart.json" ${value}.${field} }}
${indent}{{- end }}`,
    )
    .join('');
}

const http = String.raw`{{- include "chart.model" . }}
{{- range $name, $spec := .Values.chartModel.routes.http }}
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
${metadata}${labels}
spec:${optional(routeFields, '  ')}
  routes:
    - kind: Rule
      match: {{ $spec.match | quote }}${optional(['priority', 'syntax', 'middlewares', 'services', 'observability'], '      ')}${optional(['tls'], '  ')}
{{- if hasKey $spec "redirect" }}
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata:
  name: {{ printf "%s-redirect" $name | quote }}
  namespace: {{ $.Release.Namespace | quote }}${labels}
spec:
  entryPoints: {{ include "chart.json" $spec.redirect.entryPoints }}${optional(['ingressClassName'], '  ')}
  routes:
    - kind: Rule
      match: {{ $spec.match | quote }}${optional(['priority', 'syntax'], '      ')}
      middlewares: {{ include "chart.json" $spec.redirect.middlewares }}
      services:
        - kind: TraefikService
          name: noop@internal
{{- end }}
{{- end }}
`;

const tcp = String.raw`{{- include "chart.model" . }}
{{- range $name, $spec := .Values.chartModel.routes.tcp }}
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
${metadata}${labels}
spec:${optional(['entryPoints', 'ingressClassName'], '  ')}
  routes:
    - match: {{ $spec.match | quote }}${optional(['priority', 'syntax', 'middlewares', 'services'], '      ')}${optional(['tls'], '  ')}
{{- end }}
`;

const udp = String.raw`{{- include "chart.model" . }}
{{- range $name, $spec := .Values.chartModel.routes.udp }}
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteUDP
${metadata}${labels}
spec:${optional(['entryPoints', 'ingressClassName'], '  ')}
  routes:
    - services: {{ include "chart.json" $spec.services }}
{{- end }}
`;

const inline = String.raw`{{- /* Middlewares that were written in place: one for each content. */}}
{{- range $key, $inline := .Values.chartModel.inline }}
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata:
  name: {{ $inline.name | quote }}
  namespace: {{ $inline.namespace | quote }}
spec: {{ include "chart.json" $inline.spec }}
{{- end }}
`;

const middlewares = plain('middlewares.yaml', 'Middleware', '.Values.chartModel.middlewares');

const certificates = String.raw`{{- include "chart.model" . }}
{{- range $name, $spec := .Values.chartModel.values.certificates }}
---
apiVersion: cert-manager.io/v1
kind: Certificate
${metadata}${labels}
spec: {{ include "chart.certificate" (dict "model" $.Values.chartModel "name" $name "spec" $spec) }}
{{- end }}
`;

/** The templates of everything that is a map by name. */
export const sections: readonly Section[] = [
  { ...middlewares, text: `${middlewares.text}${inline}` },
  plain('middlewares-tcp.yaml', 'MiddlewareTCP', '.Values.chartModel.values.tcpMiddlewares'),
  plain('traefikservices.yaml', 'TraefikService', '.Values.chartModel.traefikServices'),
  plain('serverstransports.yaml', 'ServersTransport', '.Values.chartModel.values.serversTransports'),
  plain(
    'serverstransports-tcp.yaml',
    'ServersTransportTCP',
    '.Values.chartModel.values.tcpServersTransports',
  ),
  { file: 'ingressroute.yaml', text: http },
  { file: 'ingressroute-tcp.yaml', text: tcp },
  { file: 'ingressroute-udp.yaml', text: udp },
  { file: 'certificates.yaml', text: certificates },
  plain('tls-options.yaml', 'TLSOption', '(.Values.chartModel.values.tls | default dict).options'),
  plain('tls-stores.yaml', 'TLSStore', '(.Values.chartModel.values.tls | default dict).stores'),
];
