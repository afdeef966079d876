import type { RuleGroup } from './rule';

const refusedWorkload = 'The API server refuses the workload.';

/** What the containers of services read: variables and files. */
export const contentRules = {
  title: 'Variables and files',
  looksAt: 'Environment variables, ConfigMaps, Secrets and volumes of services and jobs.',
  rules: {
    'invalid-variable-name': {
      code: 'TR441',
      wrong: 'A text is no name of an environment variable.',
      consequence: 'The API server refuses the workload, or the pod starts without it.',
      fix: 'Use letters, digits, "_", "-" and "."; do not begin with a digit.',
    },
    'not-one-variable-source': {
      code: 'TR442',
      wrong: 'An environment variable comes from nowhere, or from several places.',
      consequence: refusedWorkload,
      fix: 'Give exactly one source.',
    },
    'duplicate-variable': {
      code: 'TR443',
      wrong: 'An environment variable is set in two places.',
      consequence: 'The container gets one of the values; nobody sees which in a manifest.',
      fix: 'Remove one of them.',
    },
    'unresolved-variable': {
      code: 'TR444',
      severity: 'warning',
      wrong: 'A variable refers to another one that is not set, or in a circle.',
      consequence: 'The program gets the text $(NAME) as it is.',
      fix: 'Set it, or write $$(NAME) for the text itself.',
    },
    'invalid-path': {
      code: 'TR445',
      wrong: 'A text is no path to mount at.',
      consequence: 'The API server refuses the workload, or the container cannot start.',
      fix: 'Write an absolute path without "..", ":", doubled or trailing slashes.',
    },
    'duplicate-mount': {
      code: 'TR446',
      wrong: 'Two things are mounted at one path.',
      consequence: refusedWorkload,
      fix: 'Choose another path for one of them; for single files there is `keepDirectory: true`.',
    },
    'mount-in-read-only-directory': {
      code: 'TR447',
      wrong: 'Something is mounted inside of a read-only mount.',
      consequence: 'The container runtime cannot make the mount point, and the container does not start.',
      fix: 'Choose a path beside it, or mount the files of the outer directory alone (`keepDirectory: true`).',
    },
    'not-one-mount-source': {
      code: 'TR448',
      wrong: 'Nothing, or several things, are mounted at a path.',
      consequence: 'The container would not see what is meant.',
      fix: 'Give exactly one source.',
    },
    'invalid-key': {
      code: 'TR449',
      wrong: 'A text is no key of a ConfigMap or Secret.',
      consequence: 'No ConfigMap or Secret can have it, so the pod waits for it for ever.',
      fix: 'Use letters, digits, "-", "_" and ".".',
    },
    'key-without-object': {
      code: 'TR450',
      wrong: 'A mount names a key and is no ConfigMap or Secret.',
      consequence: 'The key would be ignored.',
      fix: 'Remove `key`; for a part of a volume there is `subPath`.',
    },
    'unknown-volume-claim': {
      code: 'TR451',
      wrong: 'A mount names a volume claim that the service does not have.',
      consequence: refusedWorkload,
      fix: 'Name one of `volumeClaims`.',
    },
    'data-too-large': {
      code: 'TR452',
      wrong: 'The files of a ConfigMap or Secret are larger than one may be.',
      consequence: 'The API server refuses more than 1 MiB.',
      fix: 'Put large files into the image or on a volume.',
    },
    'inline-secret': {
      code: 'TR453',
      severity: 'warning',
      wrong: 'A Secret stands in the manifests.',
      consequence: 'Whoever can read them, in Git or in a pipeline, can read the secret.',
      fix: 'Make the Secret in the cluster and name it in `env`, `envFrom` or `mounts`.',
    },
  },
} as const satisfies RuleGroup;
