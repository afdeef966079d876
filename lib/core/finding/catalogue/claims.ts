import type { RuleGroup } from './rule';

/** What is claimed about all requests of a set. */
export const claimRules = {
  title: 'Claims',
  looksAt:
    'claims.yaml, and what Traefik does with all requests that a claim of it speaks of (docs/prove.md).',
  rules: {
    'invalid-claim': {
      code: 'TR601',
      wrong:
        'A claim says nothing that can be true or false: a broken rule, a name that there is not, no assertion.',
      consequence: 'Nothing is proven.',
      fix: 'Correct it at the place that is shown.',
    },
    'refuted-claim': {
      code: 'TR602',
      wrong: 'A claim does not hold: there is a request that breaks it.',
      consequence: 'Traefik does with such a request what the claim says it never does.',
      fix: 'Change the routes so that it holds, or the claim if it says more than it should.',
    },
    'undecided-claim': {
      code: 'TR603',
      severity: 'warning',
      wrong: 'A claim could be neither proven nor refuted.',
      consequence: 'Whether there is a request that breaks it is not known.',
      fix: 'Do away with the reason that is named: narrow the claim, or write simpler rules.',
    },
    'vacuous-claim': {
      code: 'TR604',
      severity: 'warning',
      wrong: 'A claim holds of nothing: no request is in its set, or it names a Service that there is not.',
      consequence: 'It would hold whatever the routes are, and guards nothing.',
      fix: 'Correct the hosts, paths and names in it.',
    },
    'claim-of-two-sets': {
      code: 'TR605',
      severity: 'info',
      wrong: 'A synth meets a claim that two sets of objects route alike (`alike`).',
      consequence: 'It is neither proven nor refuted by the synth.',
      fix: 'Run `cdk8s-traefik prove --env NAME` in the pipeline.',
    },
  },
} as const satisfies RuleGroup;
