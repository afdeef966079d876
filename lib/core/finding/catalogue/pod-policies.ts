import type { RuleGroup } from './rule';

/** What pods may do on their node, as the Pod Security Standards have it. */
export const podPolicyRules = {
  title: 'Policies for pods',
  looksAt: 'What pods may do on their node, as the Pod Security Standards have it.',
  rules: {
    'host-network': {
      code: 'PL001',
      wrong: 'A pod is in the network of its node.',
      consequence:
        'It reaches all that listens on the node for itself alone, and no NetworkPolicy holds for it.',
      fix: 'Remove hostNetwork: true.',
    },
    'host-processes': {
      code: 'PL002',
      wrong: 'A pod sees the processes or the memory of its node.',
      consequence: 'It can read what they hold, secrets included, and end them.',
      fix: 'Remove hostPID and hostIPC.',
    },
    'privileged-container': {
      code: 'PL003',
      wrong: 'A container is privileged.',
      consequence: 'Whoever takes it over has the node.',
      fix: 'Remove privileged: true; name the one capability that is needed.',
    },
    'privilege-escalation': {
      code: 'PL004',
      wrong: 'A program may gain more privileges than it began with.',
      consequence: 'A file with the setuid bit makes it root.',
      fix: 'Write securityContext.allowPrivilegeEscalation: false.',
    },
    'runs-as-root': {
      code: 'PL005',
      wrong: 'A container may run as root.',
      consequence: 'Whoever breaks out of it is root on the node.',
      fix: 'Write securityContext.runAsNonRoot: true for the pod, and no runAsUser: 0.',
    },
    'unnumbered-user': {
      code: 'PL006',
      severity: 'warning',
      wrong: 'A container says by no number which user it runs as.',
      consequence:
        'Where its image names the user by a word, the kubelet cannot tell that it is not root, and does not start it.',
      fix: 'Write securityContext.runAsUser with a number, such as 65532 for distroless images.',
    },
    'kept-capabilities': {
      code: 'PL007',
      wrong: 'A container keeps capabilities that it does not need.',
      consequence: 'It can forge packets, change owners of files, and more.',
      fix: 'Write securityContext.capabilities: { drop: [ALL] }, and add at most NET_BIND_SERVICE.',
    },
    'no-seccomp': {
      code: 'PL008',
      severity: 'warning',
      wrong: 'No seccomp profile holds for a container.',
      consequence: 'It may make every system call, those included through which kernels are broken.',
      fix: 'Write securityContext.seccompProfile: { type: RuntimeDefault } for the pod.',
    },
    'writable-root-file-system': {
      code: 'PL009',
      severity: 'warning',
      wrong: 'A container can change its own programs.',
      consequence: 'Whoever takes it over can leave something there.',
      fix: 'Write securityContext.readOnlyRootFilesystem: true, and mount an emptyDir where it must write.',
    },
    'host-path': {
      code: 'PL010',
      wrong: 'A pod mounts a folder of its node.',
      consequence: 'It reads and changes what belongs to the node, or to other pods.',
      fix: 'Use a volume of another type.',
    },
    'host-port': {
      code: 'PL011',
      wrong: 'A container takes a port of its node.',
      consequence: 'One such pod fits on a node, and it is reached past Services and Traefik.',
      fix: 'Remove hostPort, and let a Service lead to the pod.',
    },
    'unsafe-kernel-settings': {
      code: 'PL012',
      wrong: 'A pod changes settings of its kernel that are not its alone, or runs as a process of the host.',
      consequence: 'Other pods of the node are affected, or the node itself.',
      fix: 'Remove procMount, sysctls that are not safe, and hostProcess.',
    },
    'unusual-volume': {
      code: 'PL013',
      severity: 'warning',
      wrong: 'A pod has a volume of a type that the restricted standard does not know.',
      consequence: 'It reaches storage past the claims that an administrator has agreed to.',
      fix: 'Use configMap, secret, emptyDir, projected, downwardAPI, csi, ephemeral, image or persistentVolumeClaim.',
    },
    'mounted-token': {
      code: 'PL014',
      severity: 'warning',
      wrong: 'A pod is given a token of the API server, whether it asks for one or not.',
      consequence: 'Whoever takes the program over can ask the API server as its ServiceAccount.',
      fix: 'Write automountServiceAccountToken: false, or true where the program needs the API server.',
    },
    'unknown-service-account': {
      code: 'PL015',
      severity: 'warning',
      wrong: 'Pods are to run as a ServiceAccount that is not among the objects.',
      consequence:
        'Where the cluster lacks it as well, no pod is made, and the Deployment says so in an event alone.',
      fix: 'Write the ServiceAccount beside the workload, or name one that is there.',
    },
    'default-service-account': {
      code: 'PL015',
      severity: 'warning',
      wrong: 'Pods run as the ServiceAccount of their namespace.',
      consequence: 'What is allowed to one of them is allowed to all.',
      fix: 'Give each program a ServiceAccount of its own, and name it in serviceAccountName.',
    },
  },
} as const satisfies RuleGroup;
