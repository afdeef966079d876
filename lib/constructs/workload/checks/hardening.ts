import type { FieldPath, Finding } from '../../../core/finding';
import type { PodModel } from '../model';
import type { PodWeakening } from '../spec';
import { warning } from './finding';

/** What is weaker than it is by default, unless somebody says why. */
export function* checkHardening(model: PodModel): Iterable<Finding> {
  const { weakened = {}, networkPolicy } = model.spec;
  for (const { what, field, message } of weakenings(model.spec)) {
    if (weakened[what] !== undefined) continue;
    yield warning('weakened-hardening', field, {
      message,
      consequence: 'Whoever takes the program over may do more, too.',
      fix: `Remove it, or say why: weakened: { ${what}: the reason }.`,
    });
  }
  if (networkPolicy === false && weakened.networkPolicy === undefined) {
    yield warning('weakened-hardening', ['networkPolicy'], {
      message: 'The pods have no NetworkPolicy.',
      consequence:
        'Every pod of the cluster may connect to all of their ports, past Traefik and its middlewares.',
      fix: 'Remove it, or say why: weakened: { networkPolicy: the reason }.',
    });
  }
}

interface Weakening {
  readonly what: keyof PodWeakening;
  readonly field: FieldPath;
  readonly message: string;
}

function weakenings({ securityContext = {} }: PodModel['spec']): readonly Weakening[] {
  const { runAsNonRoot, allowPrivilegeEscalation, capabilities = {}, seccompProfile } = securityContext;
  const { add = [], drop = ['ALL'] } = capabilities;
  // Pod Security "restricted" admits this one: it opens ports below 1024, and no more.
  const added = add.filter((name) => name !== 'NET_BIND_SERVICE');
  const found = (what: keyof PodWeakening, is: boolean, message: string, ...field: FieldPath): Weakening[] =>
    is ? [{ what, field: ['securityContext', ...field], message }] : [];
  return [
    ...found('runAsNonRoot', runAsNonRoot === false, 'The program may run as root.', 'runAsNonRoot'),
    ...found(
      'allowPrivilegeEscalation',
      allowPrivilegeEscalation === true,
      'The program may gain more rights than it was started with.',
      'allowPrivilegeEscalation',
    ),
    ...found(
      'capabilities',
      added.length > 0 || !drop.includes('ALL'),
      added.length > 0
        ? `The program has the capabilities ${added.join(', ')}.`
        : 'The program keeps the capabilities of its container runtime.',
      'capabilities',
      added.length > 0 ? 'add' : 'drop',
    ),
    ...found(
      'seccompProfile',
      seccompProfile === 'Unconfined',
      'The program may make every system call.',
      'seccompProfile',
    ),
  ];
}
