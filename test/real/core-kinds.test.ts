import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindFindings } from '../../lib/core/kubernetes';
import { kindDefinitions } from '../../lib/core/kubernetes/definitions';
import type { ApiObjectData } from '../../lib/core/manifest';
import { kindsFileOf } from '../../scripts/kubernetes';
import { Box, inParallel } from './support';

const labels = { app: 'shop' };
const selector = { matchLabels: labels };
const container = {
  name: 'shop',
  image: 'shop:1',
  imagePullPolicy: 'Always',
  args: ['--verbose'],
  env: [
    { name: 'A', value: '1' },
    { name: 'B', valueFrom: { secretKeyRef: { name: 'shop', key: 'b', optional: true } } },
    { name: 'C', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } } },
  ],
  envFrom: [{ prefix: 'X_', configMapRef: { name: 'shop' } }],
  ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
  livenessProbe: { httpGet: { path: '/', port: 'http', scheme: 'HTTP' }, periodSeconds: 5 },
  readinessProbe: { tcpSocket: { port: 8080 } },
  lifecycle: { preStop: { sleep: { seconds: 5 } } },
  resources: { requests: { cpu: '100m' }, limits: { memory: '64Mi' } },
  securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  volumeMounts: [{ name: 'config', mountPath: '/config', readOnly: true }],
};
const pod = {
  containers: [container],
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
  tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }],
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'arch', operator: 'In', values: ['arm64'] }] }],
      },
    },
  },
  topologySpreadConstraints: [
    { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: selector },
  ],
  volumes: [
    { name: 'config', configMap: { name: 'shop', items: [{ key: 'a', path: 'a' }], optional: true } },
    { name: 'tmp', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
    { name: 'both', projected: { sources: [{ secret: { name: 'shop' } }] } },
  ],
};
const template = { metadata: { labels }, spec: pod };
const jobPod = { metadata: { labels }, spec: { ...pod, restartPolicy: 'Never' } };
const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'shop' };
const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const job = {
  template: jobPod,
  backoffLimit: 1,
  completions: 1,
  parallelism: 1,
  completionMode: 'NonIndexed',
};

/** A good object of each recorded kind, as a manifest writes it. */
const contents: Readonly<Record<string, object>> = {
  'v1 ConfigMap': { data: { a: 'b' }, binaryData: { c: 'YQ==' }, immutable: true },
  'v1 Namespace': {},
  'v1 PersistentVolumeClaim': { spec: { ...claim, storageClassName: 'fast', volumeMode: 'Filesystem' } },
  'v1 Pod': { spec: pod },
  'v1 Secret': { type: 'Opaque', data: { a: 'YQ==' }, stringData: { b: 'c' } },
  'v1 Service': {
    spec: {
      type: 'ClusterIP',
      selector: labels,
      ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' }],
    },
  },
  'v1 ServiceAccount': { automountServiceAccountToken: false },
  'apps/v1 DaemonSet': { spec: { selector, template, minReadySeconds: 1 } },
  'apps/v1 Deployment': {
    spec: {
      replicas: 2,
      selector,
      template,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '10%' } },
    },
  },
  'apps/v1 StatefulSet': {
    spec: {
      serviceName: 'shop',
      selector,
      template,
      podManagementPolicy: 'Parallel',
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim }],
    },
  },
  'autoscaling/v2 HorizontalPodAutoscaler': {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' },
      minReplicas: 1,
      maxReplicas: 3,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
        },
      ],
      behavior: { scaleDown: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] } },
    },
  },
  'batch/v1 CronJob': {
    spec: { schedule: '0 1 * * *', concurrencyPolicy: 'Forbid', suspend: false, jobTemplate: { spec: job } },
  },
  'batch/v1 Job': { spec: job },
  'networking.k8s.io/v1 Ingress': {
    spec: {
      rules: [
        {
          host: 'a.example',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'shop', port: { number: 80 } } } },
            ],
          },
        },
      ],
      tls: [{ hosts: ['a.example'], secretName: 'tls' }],
    },
  },
  'networking.k8s.io/v1 NetworkPolicy': {
    spec: {
      podSelector: selector,
      policyTypes: ['Ingress'],
      ingress: [
        { from: [{ podSelector: selector }, { ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 80 }] },
      ],
    },
  },
  'policy/v1 PodDisruptionBudget': {
    spec: { maxUnavailable: 1, selector, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  },
  'rbac.authorization.k8s.io/v1 ClusterRole': { rules },
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': {
    roleRef,
    subjects: [{ kind: 'ServiceAccount', name: 'shop', namespace: 'default' }],
  },
  'rbac.authorization.k8s.io/v1 Role': { rules },
  'rbac.authorization.k8s.io/v1 RoleBinding': {
    roleRef,
    subjects: [{ kind: 'User', name: 'ann', apiGroup: 'rbac.authorization.k8s.io' }],
  },
};

test.each(Object.keys(kindDefinitions.kinds))(
  'the API server refuses every %s that we refuse',
  async (key) => {
    const [apiVersion = '', kind = ''] = key.split(' ');
    const metadata = { name: 'core-kinds', labels, annotations: { note: 'x' } };
    const good: ApiObjectData = { apiVersion, kind, metadata, ...contents[key] };
    expect(kindFindings(good)).toEqual([]);
    expect(await refusal(good)).toBeUndefined();
    const wrongs = [...mistakes(good)].filter((wrong) => kindFindings(wrong).length > 0);
    expect(wrongs.length).toBeGreaterThan(3);
    const taken = await inParallel(wrongs, 8, async (wrong) =>
      (await refusal(wrong)) === undefined
        ? kindFindings(wrong).map(({ message, field }) => [field?.join('.'), message])
        : [],
    );
    expect(taken.flat()).toEqual([]);
  },
);

test('imports/kubernetes.openapi.json is what the API server says of itself', async () => {
  const { body } = await Box.shared().kube.request('GET', '/openapi/v2');
  const recorded = readFileSync(join(__dirname, '../../imports/kubernetes.openapi.json'), 'utf8');
  expect(kindsFileOf(JSON.parse(body))).toBe(recorded);
});

/** Why the API server does not take a new object, read strictly; undefined where it takes it. */
async function refusal({ apiVersion, kind, ...content }: ApiObjectData): Promise<string | undefined> {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const scope = /^(?:Namespace|Cluster.*)$/.test(kind) ? '' : '/namespaces/default';
  const plural = `${kind.toLowerCase().replace(/y$/, 'ie').replace(/ss$/, 'sse')}s`;
  const answer = await Box.shared().kube.request(
    'POST',
    `${root}${scope}/${plural}?dryRun=All&fieldValidation=Strict`,
    { apiVersion, kind, ...content },
  );
  return answer.status < 300 ? undefined : answer.body;
}

/** The object with one mistake each: a field too many, one missing, a value of another type, a word that is none. */
function* mistakes(object: ApiObjectData): Iterable<ApiObjectData> {
  for (const path of pathsIn(object)) {
    if (path[0] === 'apiVersion' || path[0] === 'kind') continue;
    // Go takes a list of numbers for bytes, which nobody writes.
    const isBytes = path.length === 2 && /^(?:binaryD|d)ata$/.test(String(path[0]));
    for (const wrong of [undefined, 'Nonsense', 'no quantity', 7, true, [], {}, { unknown: 'field' }]) {
      if (!(isBytes && Array.isArray(wrong))) yield changed(object, path, wrong);
    }
    const value = path.reduce<unknown>((part, key) => Object(part)[key], object);
    if (typeof value === 'object' && !Array.isArray(value))
      yield changed(object, [...path, 'unknownField'], 'x');
  }
}

type Path = readonly (string | number)[];

function* pathsIn(value: unknown, path: Path = []): Iterable<Path> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    yield at;
    yield* pathsIn(child, at);
  }
}

function changed(object: ApiObjectData, path: Path, value: unknown): ApiObjectData {
  const copy: ApiObjectData = JSON.parse(JSON.stringify(object));
  const holder = path.slice(0, -1).reduce<unknown>((part, key) => Object(part)[key], copy);
  const key = path.at(-1) ?? '';
  if (value !== undefined) Object.assign(Object(holder), { [key]: value });
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(Object(holder), key);
  return copy;
}
