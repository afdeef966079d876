import type { ComposeService } from '../../../project/compose';
import { type Outcome, carried, changed, lost } from '../outcome';
import { replicasOf } from '../replicas';
import type { ServiceSource } from '../source';
import type { KeyMapping } from './key';
import { unexpanded } from './program';
import { isSecretValue, secretWords, variablesOf } from './secrets';

/** Containers that run to their end before the program starts. */
export const preStartKeys = {
  pre_start: {
    becomes: '`initContainers`, those that say image, program and variables alone',
    codes: ['CM054', 'CM098'],
    map: preStart,
  },
} as const satisfies Readonly<Record<string, KeyMapping>>;

type Container = NonNullable<ComposeService['pre_start']>[number];

const known: ReadonlySet<string> = new Set(['image', 'command', 'entrypoint', 'environment', 'per_replica']);

function* preStart(source: ServiceSource): Iterable<Outcome> {
  const { spec, at, to, workload } = source;
  for (const [index, container] of (spec.pre_start ?? []).entries()) {
    const path = at('pre_start', index);
    const others = Object.keys(container).filter((key) => !known.has(key));
    if (workload.before !== undefined || others.length > 0) {
      const message =
        others.length > 0
          ? `Init containers have no ${others.join(', ')} of their own.`
          : 'It is one itself.';
      yield lost('CM098', path, { message });
    } else if (looksSecret(source, container)) {
      yield lost('CM098', path, { message: 'It has something that looks secret, which is written nowhere.' });
    } else yield begun(source, path, to('initContainers', `pre-start-${index + 1}`), container);
  }
}

function looksSecret(source: ServiceSource, { command, entrypoint, environment = {} }: Container): boolean {
  const words = secretWords([...(entrypoint ?? []), ...(command ?? [])], 'HOOK');
  return (
    variablesOf(words).length > 0 ||
    Object.entries(environment).some(([name, value]) => isSecretValue(source, name, value ?? ''))
  );
}

function begun(
  { inCluster, workload, spec }: ServiceSource,
  path: Outcome['path'],
  to: Outcome['path'],
  { image, command, entrypoint, environment, per_replica: isPerReplica }: Container,
): Outcome {
  const written = (words: readonly string[]): readonly string[] =>
    words.map((word) => unexpanded(inCluster(word)));
  const variables = Object.entries(environment ?? {}).flatMap(([name, value]) =>
    value === null ? [] : [[name, unexpanded(inCluster(value))] as const],
  );
  const value = {
    ...(image !== undefined && { image }),
    ...(entrypoint && { command: written(entrypoint) }),
    ...(command && { args: written(command) }),
    ...(variables.length > 0 && { env: Object.fromEntries(variables) }),
  };
  if (isPerReplica === true || replicasOf(spec) <= 1) return carried(path, to, value);
  const message = `The hook runs in every pod of ${workload.compose}, and not once for all of them.`;
  return changed('CM054', path, { to, value, severity: 'warning', message });
}
