import type { FieldPath } from '../../core/finding';
import type { SchemaFinding } from '../../core/schema';

/** What people write of a service or job as Kubernetes has it, and how environment files have it. */
const fieldsOfPods: ReadonlyMap<string, string> = new Map([
  ['nodeSelector', 'placement: { nodeSelector: { disktype: ssd } }'],
  ['affinity', 'placement: { affinity: … }'],
  ['tolerations', 'placement: { tolerations: [{ key: dedicated, operator: Exists }] }'],
  ['topologySpreadConstraints', 'placement: { zones: soft, nodes: hard }'],
  ['priorityClassName', 'placement: { priorityClassName: high }'],
  ['runtimeClassName', 'placement: { runtimeClassName: gvisor }'],
  ['livenessProbe', 'probes: { liveness: { httpGet: { path: /healthz } } }'],
  ['readinessProbe', 'probes: { readiness: { httpGet: { path: /readyz } } }'],
  ['startupProbe', 'probes: { startup: { httpGet: { path: /healthz } } }'],
  ['volumes', 'mounts: { /data: { persistentVolumeClaim: { claimName: data } } }'],
  ['volumeMounts', 'mounts: { /data: { persistentVolumeClaim: { claimName: data } } }'],
  ['volumeClaimTemplates', 'volumeClaims: { data: { mountPath: /data, size: 10Gi } }'],
  ['configMap', 'config: { files: { /etc/app/config.yaml: … } }'],
  ['serviceAccountName', 'serviceAccount: name-of-an-existing-account'],
  ['terminationGracePeriodSeconds', 'shutdown: { terminationGracePeriodSeconds: 60 }'],
  ['lifecycle', 'shutdown: { preStopSeconds: 10, drainSeconds: 25 }, or postStartCommand: [warm-up]'],
  ['strategy', 'rollout: { maxSurge: 25% }'],
  ['updateStrategy', 'rollout: { type: RollingUpdate }'],
  ['hpa', 'autoscaling: { minReplicas: 2, maxReplicas: 6, cpu: 70 }'],
  ['minReplicas', 'autoscaling: { minReplicas: 2, maxReplicas: 6, cpu: 70 }'],
  ['maxReplicas', 'autoscaling: { minReplicas: 2, maxReplicas: 6, cpu: 70 }'],
  ['pdb', 'podDisruptionBudget: { maxUnavailable: 1 }'],
  [
    'containers',
    'image: …, and initContainers: { name: { image: …, restartPolicy: Always } } for one beside it',
  ],
  ['sidecars', 'initContainers: { name: { image: …, restartPolicy: Always } }'],
  ['port', 'ports: { http: 8080 }'],
  ['ingress', 'routes: { http: { name: { match: Host(`example.com`), services: [name of the service] } } }'],
]);

/** The same of values that have another form, by their field or by that and the one around it. */
const forms: ReadonlyMap<string, string> = new Map([
  ['ports', 'ports: { http: 9000 }'],
  ['env', 'env: { LOG_LEVEL: info }'],
  ['labels', 'labels: { team: shop }'],
  ['annotations', 'annotations: { owner: shop }'],
  ['volumeClaims', 'volumeClaims: { data: { mountPath: /data, size: 10Gi } }'],
  ['initContainers', 'initContainers: { migrate: { args: [migrate, up] } }'],
  ['sticky', 'sticky: { cookie: { name: backend } }'],
  ['release.sticky', 'sticky: { name: backend }'],
  ['imagePullSecrets', 'imagePullSecrets: [registry]'],
]);

const pods: ReadonlySet<string | number> = new Set(['services', 'jobs', 'cronJobs']);

/** One line of the right form, for what people often write otherwise. */
export function hintFor({ path, rule }: SchemaFinding): string | undefined {
  const line =
    rule === 'unknown-field' ? fieldHint(path) : rule === 'wrong-type' ? formHint(path) : undefined;
  return line && `Write ${line}.`;
}

function fieldHint([section, , field, ...more]: FieldPath): string | undefined {
  const isPod = section !== undefined && pods.has(section) && more.length === 0;
  return isPod ? fieldsOfPods.get(String(field)) : undefined;
}

/** Of the field itself or an item of it; what is wrong deeper is told better by itself. */
function formHint(path: FieldPath): string | undefined {
  const at = typeof path.at(-1) === 'number' ? path.slice(0, -1) : path;
  const field = String(at.at(-1));
  return forms.get(`${at.at(-2)}.${field}`) ?? forms.get(field);
}
