{{ .Chart.Name }} runs in namespace {{ .Release.Namespace }}, as the environment {{ .Values.environment }}.
{{- include "chart.model" . }}
{{- range $name, $route := .Values.chartModel.routes.http }}
{{- range include "chart.hosts" $route.match | fromJsonArray }}
  {{ ternary "https" "http" (hasKey $route "tls") }}://{{ . }}  (route {{ $name }}: {{ $route.match }})
{{- end }}
{{- end }}
{{- range $name, $route := .Values.chartModel.routes.tcp }}
  entry points {{ join ", " ($route.entryPoints | default (list "Traefik's default")) }}: {{ $route.match }}  (TCP route {{ $name }})
{{- end }}
{{- range $name, $route := .Values.chartModel.routes.udp }}
  entry points {{ join ", " ($route.entryPoints | default (list "Traefik's default")) }}  (UDP route {{ $name }})
{{- end }}

The hosts have to resolve to Traefik's address:
  kubectl get service --namespace {{ (.Values.traefik | default dict).namespace | default "traefik" }}
