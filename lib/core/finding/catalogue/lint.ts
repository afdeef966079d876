import type { RuleGroup } from './rule';

/** What says which findings are not wanted. */
export const lintRules = {
  title: 'Switching off',
  looksAt: 'Where findings are switched off: traefik-lint.yaml, annotations of objects, baselines.',
  rules: {
    'invalid-lint-file': {
      code: 'TR291',
      wrong: 'A file that switches findings off is not written as it has to be.',
      consequence: 'Nothing is looked at.',
      fix: 'Write a list `ignore` of maps with `code` and `reason`.',
    },
    'unknown-rule-name': {
      code: 'TR292',
      wrong: 'A rule is to be switched off that there is not.',
      consequence: 'Nothing is switched off by it.',
      fix: 'Write the number or the id of a rule.',
    },
    'missing-reason': {
      code: 'TR293',
      wrong: 'A finding is switched off, and nobody says why.',
      consequence: 'The finding stays.',
      fix: 'Write the reason.',
    },
    'unused-suppression': {
      code: 'TR294',
      severity: 'info',
      wrong: 'What is switched off is not found.',
      consequence: 'It hides what will be found one day.',
      fix: 'Remove it.',
    },
    'invalid-baseline': {
      code: 'TR295',
      wrong: 'A baseline is not as this program writes it.',
      consequence: 'Nothing is looked at.',
      fix: 'Write it anew with --write-baseline.',
    },
  },
} as const satisfies RuleGroup;
