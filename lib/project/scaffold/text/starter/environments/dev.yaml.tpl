
vars:
  logLevel: debug

issuer: { kind: ClusterIssuer, name: dev-ca }

services:
  web: { replicas: 1 }

# Browsers remember HSTS for a year; a development domain should not ask them to.
middlewares:
  security-headers: { headers: { stsSeconds: null } }
