import type { RuleGroup } from './rule';

/** API objects of any kind, and the constructs that make them. */
export const objectRules = {
  title: 'Objects and constructs',
  looksAt: 'API objects of every kind, the constructs that make them, and the order between them.',
  rules: {
    'invalid-name': {
      code: 'TR271',
      wrong: 'A name is none that Kubernetes takes for its kind.',
      consequence: 'The API server refuses the object.',
      fix: 'Use lower-case letters, digits and hyphens between them.',
    },
    'invalid-namespace': {
      code: 'TR272',
      wrong: 'A namespace has a name that Kubernetes does not take.',
      consequence: 'The API server refuses the object.',
      fix: 'Use at most 63 lower-case letters, digits and "-", no "-" at the ends.',
    },
    'two-autoscalers': {
      code: 'TR273',
      wrong: 'A service has an autoscaler of its own, and another one is made for it.',
      consequence: 'Both change the number of its pods, each against the other.',
      fix: 'Keep one of them.',
    },
    'duplicate-object': {
      code: 'TR274',
      wrong: 'One object is made twice.',
      consequence: 'The one that is applied last replaces the other.',
      fix: 'Give one of them another name or namespace, or make it once and pass it around.',
    },
    'unrenderable-object': {
      code: 'TR275',
      wrong: 'A construct cannot be turned into a manifest.',
      consequence: 'There is no manifest that could be applied.',
      fix: 'Give plain data: text, numbers, booleans, null, lists and maps.',
    },
    'unserved-kind': {
      code: 'TR283',
      wrong: 'An object is of a kind or version that the API server does not have.',
      consequence:
        'The API server refuses it (no matches for kind), and Traefik and all other controllers never see it.',
      fix: 'Write a kind and version that the cluster has: `kubectl api-resources` lists them.',
    },
    'endless-value': {
      code: 'TR282',
      wrong: 'A value that a program gives holds itself, or is deeper or larger than any object may be.',
      consequence: 'There is no manifest that could be applied.',
      fix: 'Give plain data without the part that leads back; a construct is named, not copied.',
    },
    'failed-validation': {
      code: 'TR276',
      wrong: 'A validation of a construct that is not from this library fails.',
      consequence: 'cdk8s refuses to synthesize it.',
      fix: 'Do what its message says.',
    },
    'self-dependency': {
      code: 'TR277',
      wrong: 'A construct depends on itself.',
      consequence: 'There is no order in which it could be applied; cdk8s would lose the object.',
      fix: 'Remove the dependency.',
    },
    'foreign-dependency': {
      code: 'TR278',
      wrong: 'A construct depends on one of another app.',
      consequence: 'Nothing could be ordered by it.',
      fix: 'Depend on a construct of the same app.',
    },
    'dependency-cycle': {
      code: 'TR279',
      wrong: 'Dependencies run in a circle.',
      consequence: 'There is no order in which the objects, or the files of their charts, could be applied.',
      fix: 'Remove one of these dependencies, or put the objects into one chart.',
    },
    'busy-output': {
      code: 'TR280',
      wrong: 'Another synth is writing into the output folder.',
      consequence: 'Nothing was changed by this one.',
      fix: 'Run it again once the other has ended.',
    },
    'unwritable-output': {
      code: 'TR281',
      wrong: 'The output folder cannot be written.',
      consequence: 'Nothing was changed in it.',
      fix: 'Make the path a folder that may be written, or choose another output folder.',
    },
  },
} as const satisfies RuleGroup;
