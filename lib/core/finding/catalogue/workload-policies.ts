import type { RuleGroup } from './rule';

/** Images, resources, probes, rollouts and disruption. */
export const workloadPolicyRules = {
  title: 'Policies for workloads',
  looksAt: 'Images, resources, probes, rollouts and disruption.',
  rules: {
    'image-without-version': {
      code: 'PL017',
      wrong: 'An image has no tag, or the tag latest.',
      consequence:
        'Which program runs is decided when a pod starts, and another one may run after a restart.',
      fix: 'Write the version as a tag, or the digest.',
    },
    'image-by-tag': {
      code: 'PL018',
      severity: 'warning',
      wrong: 'An image is named by a tag alone.',
      consequence: 'Whoever can push to the registry can change what runs.',
      fix: 'Name it by its digest: `images: digests` of an environment does it.',
    },
    'unbuilt-image': {
      code: 'PL019',
      wrong: 'An image is the name of a Go program that is still to be built.',
      consequence: 'The kubelet knows no such image, and the pod does not start.',
      fix: 'Build it with ko, and write what ko prints.',
    },
    'secret-in-variable': {
      code: 'PL020',
      wrong: 'A variable whose name is that of a secret has its value in plain text.',
      consequence: 'Whoever can read the manifests, in Git or in a pipeline, can read it.',
      fix: 'Take it from a Secret: valueFrom.secretKeyRef.',
    },
    'repeated-variable': {
      code: 'PL022',
      wrong: 'A container has a variable twice.',
      consequence: 'The later one counts; an apply of kubectl may lose either.',
      fix: 'Leave one of them.',
    },
    'no-resource-requests': {
      code: 'PL023',
      severity: 'warning',
      wrong: 'A container does not say which CPU and memory it needs, or has no limit of memory.',
      consequence:
        'The scheduler packs it onto a full node, where it is starved or ended first, or ends others.',
      fix: 'Write resources.requests with cpu and memory, and resources.limits.memory.',
    },
    'go-memory-beyond-limit': {
      code: 'PL025',
      severity: 'warning',
      wrong: 'GOMEMLIMIT leaves no room below the memory limit of its container.',
      consequence: 'The kernel ends the program before its garbage collector works harder.',
      fix: 'Write GOMEMLIMIT as at most 97 % of limits.memory, or leave it to GoService.',
    },
    'unbounded-disk': {
      code: 'PL026',
      severity: 'warning',
      wrong: 'An emptyDir may grow without bound.',
      consequence: 'It fills the disk of the node, and the kubelet evicts pods.',
      fix: 'Write emptyDir.sizeLimit.',
    },
    'no-readiness-probe': {
      code: 'PL027',
      severity: 'warning',
      wrong: 'Nothing tells when a container can take requests.',
      consequence: 'Traefik sends it requests from the moment its process starts.',
      fix: 'Write a readinessProbe.',
    },
    'equal-probes': {
      code: 'PL028',
      severity: 'warning',
      wrong: 'Liveness and readiness ask the same, in the same way.',
      consequence: 'A program that only needs a rest is restarted, at the time of the most requests.',
      fix: 'Ask of liveness less than of readiness, or give it a higher failureThreshold.',
    },
    'single-replica': {
      code: 'PL031',
      severity: 'warning',
      wrong: 'A program that is to be there always has one pod.',
      consequence: 'It is away while its node is drained or its pod restarts.',
      fix: 'Write replicas: 2 or more, or a HorizontalPodAutoscaler with minReplicas of 2 or more.',
    },
    'interrupting-rollout': {
      code: 'PL032',
      severity: 'warning',
      wrong: 'A rollout takes pods away before there are new ones.',
      consequence: 'Requests fail while it goes on.',
      fix: 'Use the RollingUpdate strategy with maxUnavailable: 0.',
    },
    'abrupt-stop': {
      code: 'PL034',
      severity: 'warning',
      wrong: 'A container that takes requests stops at once when its pod is deleted.',
      consequence: 'Traefik still sends requests to it until it hears that the pod is gone.',
      fix: 'Write lifecycle.preStop with a sleep of 5 seconds or more, and a longer terminationGracePeriodSeconds.',
    },
    'no-disruption-budget': {
      code: 'PL035',
      severity: 'warning',
      wrong: 'No PodDisruptionBudget holds for pods of which there are several.',
      consequence: 'Draining nodes may take all of them away at once.',
      fix: 'Write a PodDisruptionBudget that selects them.',
    },
    'blocked-drain': {
      code: 'PL035',
      wrong: 'A PodDisruptionBudget lets no pod go.',
      consequence: 'Nodes cannot be drained, and upgrades of the cluster stand still.',
      fix: 'Write maxUnavailable: 1, or a minAvailable below the number of pods.',
    },
    'kept-unhealthy-pods': {
      code: 'PL036',
      severity: 'warning',
      wrong: 'A PodDisruptionBudget keeps pods that are not ready from being evicted.',
      consequence: 'A broken program keeps a node from being drained.',
      fix: 'Write unhealthyPodEvictionPolicy: AlwaysAllow.',
    },
    'pods-on-one-node': {
      code: 'PL037',
      severity: 'warning',
      wrong: 'Nothing keeps the pods of a workload from running on one node.',
      consequence: 'They go down with it.',
      fix: 'Write topologySpreadConstraints over kubernetes.io/hostname.',
    },
    'dangling-autoscaler': {
      code: 'PL038',
      wrong: 'A HorizontalPodAutoscaler scales what is not there, or what says itself how many pods it has.',
      consequence: 'Nothing is scaled, or each apply undoes what it did.',
      fix: 'Name a workload that is there in scaleTargetRef, and leave its replicas out.',
    },
    'lost-pods': {
      code: 'PL039',
      wrong: 'A workload does not select the pods that it makes.',
      consequence: 'The API server refuses it.',
      fix: 'Write the labels of spec.selector.matchLabels into spec.template.metadata.labels.',
    },
    'leftover-job': {
      code: 'PL069',
      severity: 'warning',
      wrong: 'A Job stays when it has ended.',
      consequence: 'Its pods and their logs pile up in the namespace.',
      fix: 'Write ttlSecondsAfterFinished.',
    },
  },
} as const satisfies RuleGroup;
