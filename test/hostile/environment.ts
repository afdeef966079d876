import { parseYaml } from '../../lib/core/yaml';

const text = `
namespace: shop
domain: example.com
issuer: { name: ca }
vars: { alpha: { beta: x }, gamma: info, list: [1, { delta: 2 }] }
traefik:
  namespace: traefik
  entryPoints: { web: { address: ':8000' }, websecure: { address: ':8443', http: { tls: {} } }, sql: { address: ':5432' } }
  certificatesResolvers: { le: { acme: { email: a@example.com, storage: acme.json, tlsChallenge: {} } } }
  experimental: { plugins: { thing: { moduleName: example.com/thing, version: v1.0.0 } } }
existing:
  secrets: { one: { keys: [k1, k2] } }
  configMaps: { two: { keys: [k3] } }
services:
  api:
    image: example.com/api:1.0
    args: ['x']
    ports: { http: 8080, grpc: { port: 9000, servicePort: 90 } }
    env: { LOG: '\${gamma}', KEY: { valueFrom: { secretKeyRef: { name: one, key: k1 } } } }
    labels: { team: a }
    annotations: { note: b }
    podLabels: { pod: c }
    config: { files: { /etc/a.yaml: 'a' }, env: { MODE: x } }
    volumeClaims: { data: { mountPath: /data, size: 1Gi } }
    replicas: 1
    resources: { requests: { cpu: 10m, memory: 64Mi }, limits: { memory: 64Mi } }
    initContainers: { migrate: { args: [up] } }
middlewares:
  strip: { stripPrefix: { prefixes: [/v1] } }
  head: { headers: { customRequestHeaders: { X-One: '1' } } }
  ext: { plugin: { thing: { option: 1 } } }
tcpMiddlewares: { few: { inFlightConn: { amount: 10 } } }
traefikServices: { both: { weighted: { services: [{ name: api, port: http, weight: 1 }] } } }
routes:
  http:
    main: { entryPoints: [websecure], match: 'Host(\`a.\${domain}\`)', middlewares: [strip, head], services: [{ kind: TraefikService, name: both }], tls: { certificate: cert } }
  tcp:
    db: { entryPoints: [sql], match: 'HostSNI(\`*\`)', middlewares: [few], services: [{ name: api, port: grpc }] }
certificates: { cert: {} }
tls: { options: { strict: { minVersion: VersionTLS12 } } }
`;

/** An environment that has a little of everything. */
export const environment: unknown = parseYaml(text, 'dev.yaml').documents[0]?.value;
