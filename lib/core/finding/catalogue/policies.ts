import type { RuleGroup } from './rule';

/** Reading policies and exceptions of `policy check`. */
export const policyRules = {
  title: 'Policies',
  looksAt: 'Reading policies and exceptions of `policy check`.',
  rules: {
    'own-policy': {
      code: 'PL900',
      wrong: 'An object breaks a policy of the organisation.',
      consequence: 'The API server would do what the binding of the policy says: refuse it, or warn.',
      fix: 'Do as the message of the policy says, or make an exception.',
    },
    'invalid-policy-expression': {
      code: 'PL901',
      wrong: 'An expression of a policy is none, has no type, or names what is not there.',
      consequence: 'The API server refuses the policy.',
      fix: 'Write it anew; docs/policy.md lists what expressions can use.',
    },
    'unevaluated-expression': {
      code: 'PL902',
      wrong: 'An expression asks what only a cluster knows.',
      consequence: 'Its verdict would be a guess here, so none is given.',
      fix: 'Leave it to admission in a folder of its own, or ask what the object itself says.',
    },
    'unknown-policy-kind': {
      code: 'PL903',
      wrong: 'A policy is for a kind that does not exist.',
      consequence: 'It holds for nothing, and nobody is told.',
      fix: 'Write the plural of the kind in lower case, and its group and version.',
    },
    'invalid-policy': {
      code: 'PL904',
      wrong: 'What stands among the policies is no policy.',
      consequence: 'The API server refuses it.',
      fix: 'Write a ValidatingAdmissionPolicy of admissionregistration.k8s.io/v1, or take it out of the folder.',
    },
    'unbound-parameters': {
      code: 'PL905',
      wrong: 'A policy has parameters, and its binding names none that are there.',
      consequence:
        'The API server does as parameterNotFoundAction says, which refuses every object unless it is Allow.',
      fix: 'Put the object of the parameters beside the policy.',
    },
    'invalid-exceptions': {
      code: 'PL906',
      wrong: 'A file of exceptions has what none has.',
      consequence: 'No exception of it would hold.',
      fix: 'Write `exceptions:` with policy, reason, owner and until; docs/policy.md has an example.',
    },
    'expired-exception': {
      code: 'PL907',
      wrong: 'An exception has ended.',
      consequence: 'What it let through is a finding again.',
      fix: 'Mend the object, or agree on another day with its owner.',
    },
    'untranslated-policy': {
      code: 'PL909',
      wrong: 'A policy says what Gatekeeper or Kyverno cannot say in the same words.',
      consequence: 'Another policy would hold in the cluster than here, so none is written.',
      fix: 'Emit it for the API server itself, or write it without what is named.',
    },
    'idle-binding': {
      code: 'PL910',
      severity: 'warning',
      wrong: 'A binding is for a policy that is not there.',
      consequence: 'It does nothing, unless the cluster has the policy.',
      fix: 'Name a policy that is there, or remove the binding.',
    },
    'idle-exception': {
      code: 'PL908',
      severity: 'info',
      wrong: 'An exception lets nothing through.',
      consequence: 'Whoever reads it believes that something is wrong.',
      fix: 'Remove it.',
    },
  },
} as const satisfies RuleGroup;
