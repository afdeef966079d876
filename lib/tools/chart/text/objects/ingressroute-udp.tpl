{{- include "chart.model" . }}
{{- range $name, $spec := .Values.chartModel.routes.udp }}
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteUDP
metadata:
  name: {{ $name | quote }}
  namespace: {{ $.Release.Namespace | quote }}
  labels: {{ include "chart.labels" (list $name $spec.labels) }}
  {{- if $spec.annotations }}
  annotations: {{ include "chart.json" $spec.annotations }}
  {{- end }}
spec:
  {{- if hasKey $spec "entryPoints" }}
  entryPoints: {{ include "chart.json" $spec.entryPoints }}
  {{- end }}
  {{- if hasKey $spec "ingressClassName" }}
  ingressClassName: {{ include "chart.json" $spec.ingressClassName }}
  {{- end }}
  routes:
    - services: {{ include "chart.json" $spec.services }}
{{- end }}
