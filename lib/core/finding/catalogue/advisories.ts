import type { RuleGroup } from './rule';

/** What is known of faults of Traefik. */
export const advisoryRules = {
  title: 'Advisories',
  looksAt: 'Known faults of releases of Traefik, decided on the objects and the static configuration.',
  rules: {
    'open-advisory': {
      code: 'TR951',
      severity: 'warning',
      wrong: 'The Traefik that runs has a known fault, and the objects make it count.',
      consequence: 'Requests get past what is meant to stop them.',
      fix: 'Upgrade Traefik.',
    },
    'unreached-advisory': {
      code: 'TR952',
      severity: 'info',
      wrong: 'The Traefik that runs has a known fault, and nothing in the objects makes it count.',
      consequence: 'Nothing, as long as the objects are as they are.',
      fix: 'Upgrade Traefik, or set what mends it, before you write what would make it count.',
    },
    'spared-advisory': {
      code: 'TR953',
      severity: 'info',
      wrong: 'A known fault is none of the Traefik that runs.',
      consequence: 'Nothing.',
      fix: 'Nothing needs to be done.',
    },
  },
} as const satisfies RuleGroup;
