
domain: @domain@

vars:
  logLevel: warn

services:
  web:
    autoscaling: { minReplicas: 3, maxReplicas: 12, cpu: 70 }
    resources:
      requests: { cpu: 200m, memory: 128Mi }
      limits: { memory: 256Mi }

middlewares:
  rate-limit: { rateLimit: { average: 50, burst: 100 } }
