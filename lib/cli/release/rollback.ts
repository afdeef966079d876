import { commandsTo, wayBack } from '../../check/release';
import { parseArguments } from '../arguments';
import type { Command } from '../command';
import { usualOutput } from '../program-output';
import { statusOf, statusOptions } from './status';

/** `release rollback`: what to apply to come back to the first step, and to wait for between. */
export const rollBack: Command['run'] = (args, surroundings) => {
  const { values, positionals } = parseArguments({ args, allowPositionals: true, options: statusOptions });
  const { declared, step, nearest, differences } = statusOf(values, positionals, surroundings);
  const { steps, folder, release } = declared;
  const from = step ?? nearest;
  if (!step) {
    for (const difference of differences) surroundings.err(`${difference}\n`);
    surroundings.err(
      `${release.declaration.service} is at none of the steps: this leads back from the nearest, ${nearest?.id ?? 'none'}.\n`,
    );
  }
  if (!from) return 1;
  let here = from;
  for (const next of wayBack(steps, from) ?? []) {
    surroundings.out(`# ${here.id} to ${next.id}\n`);
    for (const command of commandsTo(`${usualOutput(values)}/${folder}`, here, next))
      surroundings.out(`${command}\n`);
    surroundings.out(`${wait(release.declaration.namespace)}\n`);
    here = next;
  }
  if (here === from) surroundings.out(`${from.id} is the first step.\n`);
  return 0;
};

/** Pods are waited for, and then Traefik, which reads changes two seconds apart (providersThrottleDuration). */
function wait(namespace = 'default'): string {
  return `kubectl rollout status deployment --namespace ${namespace} --timeout 10m && sleep 5`;
}
