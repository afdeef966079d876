import type { RuleGroup } from './rule';

/** What single objects of Traefik say that the linter leaves to taste. */
export const traefikPolicyRules = {
  title: 'Policies for Traefik',
  looksAt: 'What single objects of Traefik say that the linter leaves to taste.',
  rules: {
    'all-entry-points': {
      code: 'PL049',
      severity: 'warning',
      wrong: 'A route names no entry points.',
      consequence: 'It is served on all of them, also on the one without TLS.',
      fix: 'Write entryPoints.',
    },
    'old-rule-syntax': {
      code: 'PL052',
      wrong: 'A route is written in the rule syntax of Traefik v2.',
      consequence: 'Traefik v4 will not read it, and its regular expressions mean something else.',
      fix: 'Write it in the syntax of v3, and remove syntax.',
    },
    'unbounded-mirror': {
      code: 'PL064',
      severity: 'warning',
      wrong: 'Requests are mirrored whole, however large they are.',
      consequence: 'Traefik keeps each body in memory until it is sent twice.',
      fix: 'Write mirroring.maxBodySize.',
    },
    'foreign-provider': {
      code: 'PL066',
      severity: 'warning',
      wrong: 'A route uses what another provider than Kubernetes declares.',
      consequence: 'Nobody sees from the cluster what it does, and it fails where that provider is off.',
      fix: 'Declare it as an object in the cluster.',
    },
  },
} as const satisfies RuleGroup;
