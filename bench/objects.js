'use strict';

/** The kinds of a Go service behind Traefik, in turn; each as large as it usually is. */
const kinds = [deployment, service, ingressRoute, disruptionBudget, configMap];

/** Props of the object of a number; the same for every App that is measured. */
function objectOf(number) {
  return kinds[number % kinds.length](`app-${Math.floor(number / kinds.length)}`);
}

function metadata(name) {
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'shop' };
  return { name, namespace: 'shop', labels, annotations: { 'example.com/owner': 'team-a@example.com' } };
}

function deployment(name) {
  const probe = { httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 10, timeoutSeconds: 1 };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(name),
    spec: {
      replicas: 3,
      revisionHistoryLimit: 3,
      selector: { matchLabels: { 'app.kubernetes.io/name': name } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: { labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/version': '1.2.3' } },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: 40,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65532,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              name,
              image: `registry.example.com/shop/${name}:1.2.3`,
              args: ['--listen=:8080', '--log-level=info'],
              env: [
                { name: 'GOMEMLIMIT', value: '241591910' },
                { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
              ],
              ports: [
                { name: 'http', containerPort: 8080 },
                { name: 'metrics', containerPort: 9090 },
              ],
              resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
              startupProbe: { ...probe, failureThreshold: 30 },
              livenessProbe: probe,
              readinessProbe: probe,
              lifecycle: { preStop: { sleep: { seconds: 10 } } },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
              volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
            },
          ],
          volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
        },
      },
    },
  };
}

function service(name) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(name),
    spec: {
      selector: { 'app.kubernetes.io/name': name },
      ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
    },
  };
}

function ingressRoute(name) {
  return {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    metadata: metadata(name),
    spec: {
      entryPoints: ['websecure'],
      routes: [
        {
          kind: 'Rule',
          match: `Host(\`${name}.example.com\`) && PathPrefix(\`/api\`)`,
          priority: 100,
          observability: { accessLogs: true, metrics: true, tracing: false },
          services: [{ name, port: 80 }],
        },
      ],
      tls: { domains: [{ main: `${name}.example.com` }] },
    },
  };
}

function disruptionBudget(name) {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata(name),
    spec: { maxUnavailable: 1, selector: { matchLabels: { 'app.kubernetes.io/name': name } } },
  };
}

function configMap(name) {
  const text = 'listen: ":8080"\nlog:\n  level: info\n  format: json\nupstreams:\n  - http://a.shop:80\n';
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata(name),
    data: { 'config.yaml': text, port: '8080' },
  };
}

module.exports = { objectOf };
