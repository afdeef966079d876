import type { RuleGroup } from './rule';

/** What makes pods weaker than they are by default, or shows what should be secret. */
export const hardeningRules = {
  title: 'Hardening',
  looksAt: 'Whatever runs in pods: `services`, `jobs` and `cronJobs`, `GoService` and its kin.',
  rules: {
    'weakened-hardening': {
      code: 'TR471',
      severity: 'warning',
      wrong: 'A program may do more than it may by default.',
      consequence: 'Whoever takes it over may do more, too.',
      fix: 'Remove it, or say why under `weakened`.',
    },
    'plain-secret': {
      code: 'TR472',
      severity: 'warning',
      wrong: 'A variable whose name is that of a secret has its value in plain text.',
      consequence: 'Whoever can read the manifests, in Git or in a pipeline, can read it.',
      fix: 'Take it from a Secret: { valueFrom: { secretKeyRef: { name: …, key: … } } }.',
    },
    'exposed-secret': {
      code: 'TR475',
      wrong: 'What is marked secret stands in an object that is no Secret, or beside the data of one.',
      consequence: 'Whoever can read the manifests or the object can read it.',
      fix: 'Put it into a Secret, with `secrets` of a service or `objects`, and refer to that.',
    },
    'mount-over-system-path': {
      code: 'TR473',
      wrong: 'Something is mounted where the container runtime puts devices or the kernel.',
      consequence: 'The container does not start, or the program finds no devices and no kernel there.',
      fix: 'Mount it elsewhere; for shared memory there is /dev/shm.',
    },
    'nul-in-text': {
      code: 'TR474',
      wrong: 'A variable or an argument has a NUL character in it.',
      consequence: 'The container cannot start: the kernel ends such texts at it.',
      fix: 'Remove the character.',
    },
  },
} as const satisfies RuleGroup;
