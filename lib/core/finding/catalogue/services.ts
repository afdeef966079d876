import type { RuleGroup } from './rule';

const refusedWorkload = 'The API server refuses the workload.';
const refusedService = 'The API server refuses the Service.';

/** Services of our own: `services.<name>` of environment files, and GoService. */
export const serviceRules = {
  title: 'Services',
  looksAt:
    '`services`, `jobs` and `cronJobs` of environment files, and the props of `GoService` and its kin.',
  rules: {
    'invalid-label': {
      wrong: 'A label or annotation has a key or a value that Kubernetes does not take.',
      consequence: 'The API server refuses the object.',
      fix: 'Use at most 63 letters, digits, hyphens, dots and underscores, with a letter or digit at both ends.',
    },
    'reserved-label': {
      wrong: 'A label is part of the selector, which the service sets itself.',
      consequence: 'With another value on the pods the Service would have no endpoints.',
      fix: 'Rename the service, or set `instance`.',
    },
    'invalid-image': {
      wrong: 'A text is no image reference.',
      consequence: 'The pod stays in InvalidImageName.',
      fix: 'Write registry/repository:tag, registry/repository@sha256:<64 hex digits>, or both.',
    },
    'floating-image': {
      severity: 'warning',
      wrong: 'An image has no tag, or the tag latest.',
      consequence:
        'Pods of one rollout can run different programs, and a rollback starts the same image again.',
      fix: 'Name a version or a digest.',
    },
    'root-refused': {
      wrong: 'A program is to run as root, and not to run as root.',
      consequence: 'The pod stays in CreateContainerConfigError.',
      fix: 'Use another user, or set runAsNonRoot to false.',
    },
    'invalid-telemetry-endpoint': {
      wrong: 'The endpoint of telemetry is no URL.',
      consequence: 'SDKs take the endpoint for broken and send nothing.',
      fix: 'Begin with http:// or https://.',
    },
    'invalid-port-name': {
      wrong: 'A port has a name that Kubernetes does not take.',
      consequence: refusedWorkload,
      fix: 'Use at most 15 lower-case letters, digits and single hyphens, at least one of them a letter.',
    },
    'invalid-port-number': {
      wrong: 'A number is no port number.',
      consequence: 'The API server refuses the object.',
      fix: 'Use a whole number from 1 to 65535.',
    },
    'duplicate-port': {
      wrong: 'Two ports have the same number.',
      consequence: 'The API server refuses the object, or merges the two ports into one.',
      fix: 'Give one of them another number, or remove it.',
    },
    'scheme-without-tcp': {
      wrong: 'A port has a scheme and is no TCP port.',
      consequence: 'Traefik connects to HTTP servers by TCP, so it never reaches this port.',
      fix: 'Remove `scheme`, or make the protocol TCP.',
    },
    'node-port-without-type': {
      wrong: 'A port has a nodePort, and the Service is of type ClusterIP.',
      consequence: refusedService,
      fix: 'Set `service.type` to NodePort or LoadBalancer, or remove `nodePort`.',
    },
    'option-of-other-service-type': {
      wrong: 'A Service has an option that its type does not have.',
      consequence: refusedService,
      fix: 'Set `service.type` to a type that has it, or remove the option.',
    },
    'probe-on-unknown-port': {
      wrong: 'A probe asks a port that the service does not declare.',
      consequence: 'The probe never succeeds.',
      fix: 'Name a port that is declared.',
    },
    'probe-without-port': {
      wrong: 'A probe names no port, and the service has none that speaks its protocol.',
      consequence: 'The probe never succeeds.',
      fix: 'Set `port`.',
    },
    'probe-on-datagram-port': {
      wrong: 'A probe asks a port that is not TCP.',
      consequence: 'Kubernetes probes by TCP, so it never succeeds.',
      fix: 'Probe a TCP port, or run a command by `exec`.',
    },
    'several-probe-handlers': {
      wrong: 'A probe asks in several ways.',
      consequence: refusedWorkload,
      fix: 'Keep one of them; where the other comes from a base file, set it to null.',
    },
    'empty-probe-command': {
      wrong: 'A probe runs no command.',
      consequence: 'The probe always fails.',
      fix: 'Name the program and its arguments.',
    },
    'invalid-success-threshold': {
      wrong: 'A probe other than readiness wants more than one success.',
      consequence: refusedWorkload,
      fix: 'Remove `successThreshold`.',
    },
    'grace-period-of-readiness': {
      wrong: 'A readiness probe has a grace period.',
      consequence: refusedWorkload,
      fix: 'Remove it, or set `shutdown.terminationGracePeriodSeconds`.',
    },
    'invalid-quantity': {
      wrong: 'A text is no quantity of Kubernetes.',
      consequence: 'The API server refuses the object.',
      fix: 'Write a number with one of the suffixes m, k, M, G, T, Ki, Mi, Gi, Ti, or none: 500m, 128Mi, 2.',
    },
    'thousandths-of-a-byte': {
      wrong: 'An amount of memory is thousandths of a byte.',
      consequence: 'The container cannot start with less than a byte.',
      fix: 'Write Mi where m stands.',
    },
    'size-in-bytes': {
      wrong: 'A size of memory or of a volume is a few hundred bytes.',
      consequence: 'A container cannot start with so little memory, and a volume holds nothing.',
      fix: 'Write Mi behind the number.',
    },
    'not-a-go-program': {
      severity: 'info',
      wrong: 'A well-known image is of a program that is none of Go.',
      consequence: "It gets Go's GOMEMLIMIT, which means nothing to it.",
      fix: 'Write runtime: other, or runtime: go if it is one after all.',
    },
    'go-settings-without-go': {
      wrong: 'A program is said to be none of Go, and Go is told something.',
      consequence: 'The settings would be left out.',
      fix: 'Remove `go`, or `runtime: other`.',
    },
    'limit-below-request': {
      wrong: 'A limit is below its request.',
      consequence: refusedWorkload,
      fix: 'Raise the limit or lower the request.',
    },
    'invalid-memory-limit': {
      wrong: 'A text is no memory limit for Go.',
      consequence: 'GOMEMLIMIT would be left out, or the program would refuse to start.',
      fix: 'Write a percentage such as 90%, a size such as 400MiB, downward, or off.',
    },
    'memory-limit-above-container': {
      wrong: "Go's memory limit is above the container's.",
      consequence: 'The kernel kills the program before its garbage collector makes an effort.',
      fix: 'Stay 5 to 10 % below the limit; 90% does.',
    },
    'replicas-with-autoscaling': {
      wrong: 'A service has both `replicas` and `autoscaling`.',
      consequence: 'Each apply would set the number back, and the autoscaler would change it again.',
      fix: 'Remove one of them; where `replicas` comes from a base file, set it to null.',
    },
    'invalid-replicas': {
      wrong: 'A number is no number of pods.',
      consequence: refusedWorkload,
      fix: 'Use a whole number, 0 or more.',
    },
    'min-above-max': {
      wrong: 'The least number of pods is above the greatest.',
      consequence: 'The API server refuses the autoscaler.',
      fix: 'Raise maxReplicas or lower minReplicas.',
    },
    'autoscaling-without-metric': {
      wrong: 'An autoscaler looks at nothing.',
      consequence: 'Kubernetes would look at 80 % CPU instead.',
      fix: 'Give `cpu`, `memory` or `metrics`, or use `replicas`.',
    },
    'autoscaling-without-request': {
      wrong: 'An autoscaler measures in percent of a request that is not there.',
      consequence: 'It reports FailedGetResourceMetric and never scales.',
      fix: 'Set the request.',
    },
    'exclusive-volume-shared': {
      wrong: 'Several pods would share a claim that is ReadWriteOnce.',
      consequence: 'Pods on another node than the first wait for the volume for ever.',
      fix: 'Run one replica, give each pod its own volume by `volumeClaims`, or say `accessMode: ReadWriteMany` where the claim is.',
    },
    'volume-claims-of-deployment': {
      wrong: 'A Deployment has volume claims of its own.',
      consequence: 'The pods would not have the volumes that they mount.',
      fix: 'Remove `kind`, or mount an existing claim by `mounts`.',
    },
    'unknown-rollout-type': {
      wrong: 'A workload has a rollout of a type that its kind does not have.',
      consequence: refusedWorkload,
      fix: 'Use RollingUpdate, Recreate for a Deployment, or OnDelete for a StatefulSet.',
    },
    'rollout-stands-still': {
      wrong: 'A rollout may neither add a pod nor take one away.',
      consequence: 'The API server refuses the Deployment.',
      fix: 'Let maxSurge or maxUnavailable be 1.',
    },
    'budget-said-twice': {
      wrong: 'A disruption budget has both maxUnavailable and minAvailable.',
      consequence: 'The API server refuses it.',
      fix: 'Keep one of them; where the other comes from a base file, set it to null.',
    },
    'budget-forbids-eviction': {
      severity: 'warning',
      wrong: 'A disruption budget lets no pod go.',
      consequence: 'A node with one of them cannot be drained, so upgrades of the cluster stop there.',
      fix: 'Let maxUnavailable be 1.',
    },
    'grace-within-pre-stop': {
      wrong: 'The grace period ends before the preStop sleep.',
      consequence: 'Kubernetes kills the program without SIGTERM, and its requests break off.',
      fix: 'Lengthen the grace period, or remove it.',
    },
    'grace-within-drain': {
      severity: 'warning',
      wrong: 'The grace period is shorter than the preStop sleep and the drain.',
      consequence: 'Kubernetes kills the program while it still finishes requests.',
      fix: 'Lengthen the grace period, or remove it.',
    },
    'invalid-variable-name': {
      wrong: 'A text is no name of an environment variable.',
      consequence: 'The API server refuses the workload, or the pod starts without it.',
      fix: 'Use letters, digits, "_", "-" and "."; do not begin with a digit.',
    },
    'not-one-variable-source': {
      wrong: 'An environment variable comes from nowhere, or from several places.',
      consequence: refusedWorkload,
      fix: 'Give exactly one source.',
    },
    'duplicate-variable': {
      wrong: 'An environment variable is set in two places.',
      consequence: 'The container gets one of the values; nobody sees which in a manifest.',
      fix: 'Remove one of them.',
    },
    'unresolved-variable': {
      severity: 'warning',
      wrong: 'A variable refers to another one that is not set, or in a circle.',
      consequence: 'The program gets the text $(NAME) as it is.',
      fix: 'Set it, or write $$(NAME) for the text itself.',
    },
    'invalid-path': {
      wrong: 'A text is no path to mount at.',
      consequence: 'The API server refuses the workload, or the container cannot start.',
      fix: 'Write an absolute path without "..", ":", doubled or trailing slashes.',
    },
    'duplicate-mount': {
      wrong: 'Two things are mounted at one path.',
      consequence: refusedWorkload,
      fix: 'Choose another path for one of them; for single files there is `keepDirectory: true`.',
    },
    'mount-in-read-only-directory': {
      wrong: 'Something is mounted inside of a read-only mount.',
      consequence: 'The container runtime cannot make the mount point, and the container does not start.',
      fix: 'Choose a path beside it, or mount the files of the outer directory alone (`keepDirectory: true`).',
    },
    'not-one-mount-source': {
      wrong: 'Nothing, or several things, are mounted at a path.',
      consequence: 'The container would not see what is meant.',
      fix: 'Give exactly one source.',
    },
    'invalid-key': {
      wrong: 'A text is no key of a ConfigMap or Secret.',
      consequence: 'No ConfigMap or Secret can have it, so the pod waits for it for ever.',
      fix: 'Use letters, digits, "-", "_" and ".".',
    },
    'key-without-object': {
      wrong: 'A mount names a key and is no ConfigMap or Secret.',
      consequence: 'The key would be ignored.',
      fix: 'Remove `key`; for a part of a volume there is `subPath`.',
    },
    'unknown-volume-claim': {
      wrong: 'A mount names a volume claim that the service does not have.',
      consequence: refusedWorkload,
      fix: 'Name one of `volumeClaims`.',
    },
    'data-too-large': {
      wrong: 'The files of a ConfigMap or Secret are larger than one may be.',
      consequence: 'The API server refuses more than 1 MiB.',
      fix: 'Put large files into the image or on a volume.',
    },
    'inline-secret': {
      severity: 'warning',
      wrong: 'A Secret stands in the manifests.',
      consequence: 'Whoever can read them, in Git or in a pipeline, can read the secret.',
      fix: 'Make the Secret in the cluster and name it in `env`, `envFrom` or `mounts`.',
    },
    'invalid-network': {
      wrong: 'A text is no network.',
      consequence: 'The API server refuses the NetworkPolicy.',
      fix: 'Write an address and the length of its prefix, for example 10.0.0.0/8 or 192.0.2.1/32.',
    },
    'network-peer-said-twice': {
      wrong: 'A peer is a network and pods at once.',
      consequence: 'The API server refuses the NetworkPolicy.',
      fix: 'Make two peers of it.',
    },
  },
} as const satisfies RuleGroup;
