import { isPlainMap } from '../base';
import { type ApiObjectData, type ApiObjectMetadata, groupOf, isClusterScoped } from '../manifest';

type Fields = Readonly<Record<string, unknown>>;

/**
 * An object as the API server hands it to admission policies: with the defaults of the fields that it leaves out, and
 * without those that are null. Kinds that are not known here keep what they have.
 *
 * Source: k8s.io/kubernetes, pkg/apis (defaults.go of core, apps and batch)
 */
export function admitted(object: ApiObjectData): ApiObjectData {
  const { apiVersion, kind } = object;
  const plain = withoutNulls(object);
  const complete = defaults[`${groupOf(apiVersion)}/${kind}`];
  const spec = plain['spec'];
  return {
    ...plain,
    apiVersion,
    kind,
    metadata: admittedMetadata(object),
    ...(complete && isPlainMap(spec) && { spec: complete(spec) }),
  };
}

/** Where it is, and without labels and annotations that are empty. */
function admittedMetadata({ apiVersion, kind, metadata }: ApiObjectData): ApiObjectMetadata {
  const { name, namespace, labels, annotations, ...rest } = metadata;
  const own: Readonly<Record<string, string>> =
    kind === 'Namespace' ? { 'kubernetes.io/metadata.name': name } : {};
  const kept = { ...labels, ...own };
  return {
    ...withoutNulls(rest),
    name,
    ...(!isClusterScoped(apiVersion, kind) && { namespace: namespace ?? 'default' }),
    ...(Object.keys(kept).length > 0 && { labels: kept }),
    ...(Object.keys(annotations ?? {}).length > 0 && { annotations }),
  };
}

function withoutNulls(value: Fields): Fields {
  const clean = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(clean);
    return isPlainMap(each) ? withoutNulls(each) : each;
  };
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== null && each !== undefined)
      .map(([key, each]) => [key, clean(each)]),
  );
}

type Complete = (fields: Fields) => Fields;

/** Fills in what is not there. */
function over(given: Fields): Complete {
  return (fields) => ({ ...given, ...fields });
}

/** Completes a field where it is there. */
function at(key: string, complete: Complete): Complete {
  return (fields) => {
    const value = fields[key];
    if (Array.isArray(value))
      return { ...fields, [key]: value.map((each) => (isPlainMap(each) ? complete(each) : each)) };
    return isPlainMap(value) ? { ...fields, [key]: complete(value) } : fields;
  };
}

/** Drops what is the same as absent, and what the API server does not keep. */
function without(value: unknown, ...keys: readonly string[]): Complete {
  return (fields) =>
    Object.fromEntries(Object.entries(fields).filter(([key, own]) => own !== value || !keys.includes(key)));
}

function all(...steps: readonly Complete[]): Complete {
  return (fields) => steps.reduce((done, step) => step(done), fields);
}

const handler = all(at('httpGet', over({ path: '/', scheme: 'HTTP' })), at('grpc', over({ service: '' })));

const probe = all(
  over({ timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }),
  handler,
);

const container = all(
  without(false, 'stdin', 'stdinOnce', 'tty'),
  over({ resources: {}, terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' }),
  (fields) => ({
    imagePullPolicy: pullPolicy(typeof fields['image'] === 'string' ? fields['image'] : ''),
    ...fields,
  }),
  at('ports', over({ protocol: 'TCP' })),
  at('livenessProbe', probe),
  at('readinessProbe', probe),
  at('startupProbe', probe),
  at('lifecycle', all(at('preStop', handler), at('postStart', handler))),
);

/** Whatever may be another image tomorrow is pulled each time; what is no name of an image counts as one with a tag. */
function pullPolicy(image: string): string {
  if (image.includes('@') || image.includes('://')) return 'IfNotPresent';
  const name = image.slice(image.lastIndexOf('/') + 1);
  return !name.includes(':') || name.endsWith(':latest') ? 'Always' : 'IfNotPresent';
}

const podSpec = all(
  without(false, 'hostNetwork', 'hostPID', 'hostIPC'),
  over({
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    terminationGracePeriodSeconds: 30,
    securityContext: {},
  }),
  at('containers', container),
  at('initContainers', container),
  (fields) =>
    typeof fields['serviceAccountName'] === 'string'
      ? { ...fields, serviceAccount: fields['serviceAccountName'] }
      : fields,
  at(
    'volumes',
    all(
      at('configMap', over({ defaultMode: 420 })),
      at('secret', over({ defaultMode: 420 })),
      at('hostPath', over({ type: '' })),
    ),
  ),
);

/** Of a pod alone, limits are requests as well where none are written. */
const podRequests = at('resources', (fields) => {
  const { limits, requests } = fields;
  if (!isPlainMap(limits)) return fields;
  return { ...fields, requests: { ...limits, ...(isPlainMap(requests) ? requests : {}) } };
});

const template = at('template', at('spec', podSpec));

const rolling = { maxUnavailable: '25%', maxSurge: '25%' };

/** What a rollout leaves out, where it is one that rolls. */
function rollout(key: string, given: Fields): Complete {
  return (fields) => {
    const value = fields[key];
    const strategy = { type: 'RollingUpdate', ...(isPlainMap(value) ? value : {}) };
    if (strategy.type !== 'RollingUpdate') return { ...fields, [key]: strategy };
    const own: unknown = Object.entries(strategy).find(([name]) => name === 'rollingUpdate')?.[1];
    return {
      ...fields,
      [key]: { ...strategy, rollingUpdate: { ...given, ...(isPlainMap(own) ? own : {}) } },
    };
  };
}

const job = all(
  (fields) => ('completions' in fields || 'parallelism' in fields ? fields : { completions: 1, ...fields }),
  over({
    parallelism: 1,
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: 'TerminatingOrFailed',
  }),
  template,
);

const defaults: Readonly<Record<string, Complete>> = {
  '/Pod': all(
    podSpec,
    at('containers', podRequests),
    at('initContainers', podRequests),
    over({ enableServiceLinks: true }),
  ),
  '/ReplicationController': all(over({ replicas: 1 }), template),
  'apps/Deployment': all(
    over({ replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 }),
    rollout('strategy', rolling),
    template,
  ),
  'networking.k8s.io/NetworkPolicy': (fields) => ({
    policyTypes:
      Array.isArray(fields['egress']) && fields['egress'].length > 0 ? ['Ingress', 'Egress'] : ['Ingress'],
    ...fields,
  }),
  'apps/StatefulSet': all(
    over({ replicas: 1, revisionHistoryLimit: 10, podManagementPolicy: 'OrderedReady' }),
    rollout('updateStrategy', { partition: 0 }),
    over({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' } }),
    template,
  ),
  'apps/DaemonSet': all(
    over({ revisionHistoryLimit: 10 }),
    rollout('updateStrategy', { maxUnavailable: 1, maxSurge: 0 }),
    template,
  ),
  'apps/ReplicaSet': all(over({ replicas: 1 }), template),
  'batch/Job': job,
  'batch/CronJob': all(
    over({
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    }),
    at('jobTemplate', at('spec', template)),
  ),
  '/Service': all(
    over({ type: 'ClusterIP', sessionAffinity: 'None' }),
    (fields) =>
      fields['type'] === 'ExternalName' ? fields : { internalTrafficPolicy: 'Cluster', ...fields },
    (fields) =>
      fields['type'] === 'NodePort' || fields['type'] === 'LoadBalancer'
        ? { externalTrafficPolicy: 'Cluster', ...fields }
        : fields,
    (fields) =>
      fields['type'] === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true, ...fields } : fields,
    at('ports', (port) => ({ protocol: 'TCP', targetPort: port['port'], ...port })),
  ),
};
