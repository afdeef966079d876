/** Everything that has pods to come, as resources of the API server by their group: what policies for pods are asked of. */
export const podResources: readonly (readonly [group: string, resources: readonly string[]])[] = [
  ['', ['pods', 'replicationcontrollers', 'podtemplates']],
  ['apps', ['deployments', 'statefulsets', 'daemonsets', 'replicasets']],
  ['batch', ['jobs', 'cronjobs']],
];

/** Where each of them has the spec of its pods, in CEL. */
export const podSpec = `object.kind == 'Pod' ? object.spec :
object.kind == 'PodTemplate' ? object.template.spec :
object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template.spec :
object.spec.template.spec`;
