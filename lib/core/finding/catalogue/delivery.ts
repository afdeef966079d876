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
  },
} as const satisfies RuleGroup;
