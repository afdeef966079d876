import type { RuleGroup } from './rule';

const notWritten = 'Nothing is written.';

/** What `delivery` writes for other systems. */
export const deliveryRules = {
  title: 'Delivery',
  looksAt:
    '`delivery` of environment files, and what two systems would have to say about one field (docs/delivery.md).',
  rules: {
    'delivery-without-repository': {
      code: 'TR960',
      wrong: 'Nothing says which git repository has the manifests.',
      consequence: notWritten,
      fix: 'Write delivery: { repository: { url: … } } in base.yaml, or run this where git has a remote "origin".',
    },
    'unknown-delivery-step': {
      code: 'TR961',
      wrong: 'An environment is said to be at a step of a release that there is not.',
      consequence: notWritten,
      fix: 'Name a step of `cdk8s-traefik release plan`.',
    },
    'two-owners': {
      code: 'TR962',
      wrong: 'Two systems decide one thing, and each takes back what the other has done.',
      consequence: 'It changes for ever, or one of the two is without effect.',
      fix: 'Leave it to one of them.',
    },
    'contradictory-delivery': {
      code: 'TR963',
      wrong: 'What is said of a delivery cannot be done together.',
      consequence: notWritten,
      fix: 'Keep one of the two.',
    },
  },
} as const satisfies RuleGroup;
