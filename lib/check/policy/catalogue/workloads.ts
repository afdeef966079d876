import {
  type CataloguePolicy,
  advised,
  advisedInProduction,
  always,
  containerPolicy,
  hinted,
  later,
  objectPolicy,
  podPolicy,
  resources,
  served,
} from './policy';

/** An image without its registry and path, and without its digest: `name:tag`. */
const imageName = "c.image.split('@')[0].split('/')[c.image.split('@')[0].split('/').size() - 1]";

const own = 'variables.pod.containers';

/** How variables and keys are called that have secrets. */
const secretName = '(?i)(^|[_.-])(password|passwd|secret|token|api_?key|private_?key)$';

const deployment = [resources('apps', 'deployments')];

/** Images, resources, probes and rollouts of workloads. */
export const workloadPolicies: readonly CataloguePolicy[] = [
  containerPolicy('image-without-version', later, {
    wrong: `!c.image.contains('@') && (!${imageName}.contains(':') || ${imageName}.endsWith(':latest'))`,
    says: 'Containers whose image has no version',
  }),
  containerPolicy('image-by-tag', advisedInProduction, {
    wrong: `!c.image.contains('@sha256:')`,
    says: 'Containers whose image is named by a tag',
  }),
  containerPolicy('unbuilt-image', always, {
    wrong: `c.image.startsWith('ko://')`,
    says: 'Containers whose image is still to be built',
  }),
  containerPolicy('secret-in-variable', always, {
    wrong: `c.?env.orValue([]).exists(e, e.?value.orValue('') != '' && e.name.matches('${secretName}'))`,
    says: 'Containers with a secret in plain text among their variables',
  }),
  objectPolicy('secret-in-config-map', always, {
    of: [resources('', 'configmaps')],
    expression: `object.?data.orValue({}).all(k, !k.matches('${secretName}') || object.data[k] == '')`,
    message: 'The ConfigMap has the value of a secret in plain text.',
  }),
  containerPolicy('repeated-variable', always, {
    wrong: 'c.?env.orValue([]).exists(e, !c.env.exists_one(other, other.name == e.name))',
    says: 'Containers that have a variable twice',
  }),
  containerPolicy('no-resource-requests', later, {
    wrong:
      `!c.?resources.?requests.?cpu.hasValue() || !c.?resources.?requests.?memory.hasValue() || ` +
      `!c.?resources.?limits.?memory.hasValue()`,
    says: 'Containers that do not say what they need',
  }),
  containerPolicy('go-memory-beyond-limit', later, {
    wrong:
      `c.?resources.?limits.?memory.hasValue() && c.?env.orValue([]).exists(e, e.name == 'GOMEMLIMIT' && ` +
      `e.?value.orValue('').matches('^[0-9]+([KMGT]i)?B?$') && ` +
      `quantity(e.value.replace('B', '')).asApproximateFloat() > ` +
      `quantity(string(c.resources.limits.memory)).asApproximateFloat() * 0.97)`,
    says: 'Containers whose GOMEMLIMIT is beyond their memory',
  }),
  containerPolicy('invalid-go-memory', always, {
    wrong:
      `c.?env.orValue([]).exists(e, e.name == 'GOMEMLIMIT' && e.?value.orValue('') != '' && ` +
      `!e.value.matches('^([0-9]+(([KMGT]i)?B)?|off)$'))`,
    says: 'Containers whose GOMEMLIMIT Go does not read',
  }),
  containerPolicy('go-memory-below-limit', hinted, {
    wrong:
      `c.?resources.?limits.?memory.hasValue() && c.?env.orValue([]).exists(e, e.name == 'GOMEMLIMIT' && ` +
      `e.?value.orValue('').matches('^[0-9]+([KMGT]i)?B?$') && ` +
      `quantity(e.value.replace('B', '')).asApproximateFloat() < ` +
      `quantity(string(c.resources.limits.memory)).asApproximateFloat() * 0.7)`,
    says: 'Containers whose GOMEMLIMIT leaves much of their memory unused',
  }),
  containerPolicy('go-threads-beyond-limit', advised, {
    wrong:
      `c.?resources.?limits.?cpu.hasValue() && ` +
      `quantity(string(c.resources.limits.cpu)).asApproximateFloat() < 1.0 && ` +
      `c.?env.orValue([]).exists(e, e.name == 'GOMEMLIMIT') && ` +
      `!c.?env.orValue([]).exists(e, e.name == 'GOMAXPROCS')`,
    says: 'Containers of Go programs with less than one CPU and without GOMAXPROCS',
  }),
  containerPolicy('no-disk-limit', hinted, {
    wrong: `!c.?resources.?limits[?'ephemeral-storage'].hasValue()`,
    says: 'Containers that may fill the disk of their node',
  }),
  podPolicy('unbounded-disk', advisedInProduction, {
    expression:
      'variables.pod.?volumes.orValue([]).all(v, !has(v.emptyDir) || v.emptyDir.?sizeLimit.hasValue())',
    message: 'The pod has an emptyDir that may grow without bound.',
  }),
  containerPolicy('no-readiness-probe', later, {
    wrong: 'c.?ports.orValue([]).size() > 0 && !has(c.readinessProbe)',
    says: 'Containers with ports and without a readiness probe',
    of: own,
    only: served,
  }),
  containerPolicy('equal-probes', advised, {
    wrong: 'has(c.livenessProbe) && has(c.readinessProbe) && c.livenessProbe == c.readinessProbe',
    says: 'Containers whose liveness and readiness are one',
    of: own,
  }),
  containerPolicy('grpc-without-probe', advised, {
    wrong:
      `has(c.readinessProbe) && c.?ports.orValue([]).exists(p, p.?name.orValue('').startsWith('grpc') && ` +
      `[c.readinessProbe.?tcpSocket.?port.orValue(dyn(0)), c.readinessProbe.?httpGet.?port.orValue(dyn(0))]` +
      `.exists(asked, asked == dyn(p.name) || asked == dyn(p.containerPort)))`,
    says: 'Containers that speak gRPC and are not asked in it whether they are ready',
    of: own,
    only: served,
  }),
  objectPolicy('interrupting-rollout', advised, {
    of: deployment,
    expression: `object.spec.?strategy.?type.orValue('RollingUpdate') == 'RollingUpdate' &&
object.spec.?strategy.?rollingUpdate.?maxUnavailable.orValue('25%') in [dyn(0), dyn('0%'), dyn('25%')]`,
    message: 'The rollout takes pods away before there are new ones.',
  }),
  containerPolicy('abrupt-stop', advised, {
    wrong:
      'c.?ports.orValue([]).size() > 0 && ' +
      '(!c.?lifecycle.?preStop.hasValue() || c.lifecycle.preStop.?sleep.?seconds.orValue(5) < 5)',
    says: 'Containers with ports that stop at once',
    of: own,
    only: deployment,
  }),
  podPolicy('pods-on-one-node', advisedInProduction, {
    only: deployment,
    expression: `object.spec.?replicas.orValue(2) < 2 || variables.pod.?affinity.?podAntiAffinity.hasValue() ||
variables.pod.?topologySpreadConstraints.orValue([]).exists(t, t.?labelSelector.?matchLabels.orValue({}).all(k,
  object.spec.template.?metadata.?labels[?k].orValue('') == t.labelSelector.matchLabels[k]))`,
    message: 'Nothing keeps the pods from running on one node.',
  }),
  objectPolicy('lost-pods', always, {
    of: [resources('apps', 'deployments', 'statefulsets', 'daemonsets', 'replicasets')],
    expression: `object.spec.selector.?matchLabels.orValue({}).all(k,
  object.spec.template.?metadata.?labels[?k].orValue('') == object.spec.selector.matchLabels[k])`,
    message: 'The workload does not select the pods that it makes.',
  }),
  containerPolicy('privileged-port', advised, {
    wrong: 'c.?ports.orValue([]).exists(p, p.containerPort < 1024)',
    says: 'Containers that listen on a port below 1024',
    of: own,
  }),
  objectPolicy('leftover-job', advised, {
    of: [resources('batch', 'jobs')],
    expression: 'has(object.spec.ttlSecondsAfterFinished)',
    message: 'The Job stays when it has ended.',
  }),
  objectPolicy('blocked-drain', later, {
    of: [resources('policy', 'poddisruptionbudgets')],
    expression: `!(object.spec.?maxUnavailable.orValue(1) in [dyn(0), dyn('0%')]) &&
object.spec.?minAvailable.orValue(0) != '100%'`,
    message: 'The PodDisruptionBudget lets no pod go.',
  }),
  objectPolicy('kept-unhealthy-pods', advisedInProduction, {
    of: [resources('policy', 'poddisruptionbudgets')],
    expression: `object.spec.?unhealthyPodEvictionPolicy.orValue('IfHealthyBudget') == 'AlwaysAllow'`,
    message: 'The PodDisruptionBudget keeps pods that are not ready.',
  }),
];
