import type { Command } from './command';
import { runAction } from './arguments';
import { checkPolicies } from './policy/check';
import { comparePlaces } from './policy/compare';
import { emitPolicies } from './policy/emit';
import { policyHelp } from './policy/options';

const actions = { check: checkPolicies, compare: comparePlaces, emit: emitPolicies };

export const command: Command = {
  usage: 'check|compare|emit …',
  help: [
    '  check -f PATH… | --env NAME [--policies DIR]… [--profile dev|staging|prod] [-o FORMAT]',
    '                       whether objects are as the catalogue and your own policies want them (docs/policy.md)',
    '  compare [--env NAME]… [-f PATH]… [--cluster NAME=SOURCE]… [-o text|json|markdown]',
    '                       which policies hold where, and why not: in all environments, or in those that are named',
    '  emit [--env NAME] [--policies DIR]… [--profile dev|staging|prod] [--namespace NAME]…',
    '       [--for kubernetes|gatekeeper|kyverno] [--output DIR]',
    '                       the same policies as ValidatingAdmissionPolicies and their bindings, for the API server; or as',
    '                       ConstraintTemplates and Constraints of Gatekeeper, or ValidatingPolicies of Kyverno',
    '',
    policyHelp,
    '  --namespace NAME     a namespace that emitted policies hold in; repeatable (default: those of the objects of --env)',
    '  --cluster NAME=SOURCE  of compare: what the cluster of an environment has (live:, a path), its policies among it',
    '  --output DIR         where emit writes (default: standard output)',
    '  -o                   text, json, yaml, sarif, junit, github, gitlab or markdown (default: text)',
  ].join('\n'),
  run: (args, surroundings) => runAction('policy', actions, args, surroundings),
};
