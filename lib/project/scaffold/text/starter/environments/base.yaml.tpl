#
# What every environment has in common. Each other file of this folder is one environment: maps merge with
# this one by key, lists and values replace, null removes.

namespace: @name@
domain: ${environment}.@domain@

vars:
  # `WEB_TAG=2.23.0 npx cdk8s synth` in a pipeline.
  webTag: ${env:WEB_TAG:-2.22.1}
  logLevel: info

# The Traefik that this runs behind, in the words of its static configuration: what the official Helm chart runs.
traefik:
  namespace: traefik
  entryPoints:
    web: { address: ':8000' }
    websecure: { address: ':8443', http: { tls: {} } }
    traefik: { address: ':8080' }
    metrics: { address: ':9100' }
  providers:
    kubernetesCRD: { allowEmptyServices: true }

# Who signs certificates: an issuer of cert-manager that the cluster has.
issuer: { kind: ClusterIssuer, name: letsencrypt }

namespaces:
  own: { name: '${namespace}', podSecurity: restricted }

services:
  # A Go service that answers with what it is asked; put your own in its place.
  web:
    image: ghcr.io/mccutchen/go-httpbin:${webTag}
    ports: { http: { port: 8080, servicePort: 80 } }
    env:
      LOG_LEVEL: ${logLevel}
      LOG_FORMAT: json
    probes:
      startup: { httpGet: { path: /status/200 } }
      liveness: { httpGet: { path: /status/200 } }
      readiness: { httpGet: { path: /status/200 } }
    resources:
      requests: { cpu: 50m, memory: 64Mi }
      limits: { memory: 128Mi }

middlewares:
  rate-limit: { rateLimit: { average: 100, burst: 200 } }
  security-headers:
    headers: { stsSeconds: 31536000, contentTypeNosniff: true, frameDeny: true }

routes:
  http:
    web:
      entryPoints: [websecure]
      match: Host(`${domain}`)
      middlewares: [security-headers, rate-limit]
      services: [web]
      tls: { certificate: web }
      redirectToHttps: true

# Their names are the hosts of the routes that use them.
certificates:
  web: {}
