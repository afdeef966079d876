import type { Command } from './command';
import { runAction } from './arguments';
import { checkRelease } from './release/check';
import { printGates } from './release/gates';
import { nextStep } from './release/next';
import { printPlan } from './release/plan';
import { printStep } from './release/show';
import { rollBack } from './release/rollback';
import { tellStatus } from './release/status';

const actions: Readonly<Record<string, Command['run']>> = {
  plan: printPlan,
  show: printStep,
  check: checkRelease,
  gates: printGates,
  status: tellStatus,
  next: nextStep,
  rollback: rollBack,
};

export const command: Command = {
  usage: 'plan|show|check|gates|status|next|rollback …',
  help: [
    '  plan [--env NAME] [SERVICE] [-o text|json|markdown|svg]',
    '                       the steps of a release: what each changes, does to requests, waits for, and the way back',
    '  show STEP [--env NAME] [SERVICE] [-o text|json]',
    '                       one step of it',
    '  check FROM TO [-o text|json]',
    '                       whether one apply may go from one step (a folder, or any source) to another; exit 1 if not',
    '  check --from SOURCE --to SOURCE --requests FILE [-o text|json]',
    '                       whether recorded requests (as explain takes them, or an access log of Traefik) fare alike on',
    '                       both sides, whatever their backends are called; exit 1 if one does not',
    '  gates [--env NAME] [SERVICE] [--for prometheus-rule|analysis-template|metric-template] [--prometheus URL]',
    '                       the queries of its gates as objects of Prometheus, Argo Rollouts or Flagger',
    '  status -f PATH… | --live [--env NAME] [SERVICE] [-o text|json]',
    '                       the step at which these objects, or the cluster of kubectl, are',
    '  next, rollback       the same, and what to apply to go on or back',
    '',
    '  --env NAME           the environment whose release is meant; repeatable where several can be printed',
    '  --environments DIR   what the environment files of DIR declare, in place of the program that cdk8s.yaml names',
    '  --traefik-version V  the release of Traefik v3 (default: what the environment or the objects say)',
    '                       check takes all options that say how objects are read (cdk8s-traefik diff --help)',
    '  -o, --output         how results are printed (default: text)',
  ].join('\n'),
  run: (args, surroundings) => runAction('release', actions, args, surroundings),
};
