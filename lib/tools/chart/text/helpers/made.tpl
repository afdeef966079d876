{{/* The objects of this chart: their names by kind, so that all that refers to them can follow. */}}
{{- define "chart.made" -}}
{{- include "chart.model" . }}
{{- $made := include "chart.fixed" . | fromJson }}
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
