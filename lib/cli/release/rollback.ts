import { commandsTo, wayBack } from '../../check/release';
import { formatJson } from '../../traefik/model';
import { oneOf, parseArguments } from '../arguments';
import type { Command } from '../command';
import { usualOutput } from '../program-output';
import { statusOf, statusOptions, toldStatus } from './status';

/** `release rollback`: what to apply to come back to the first step, and to wait for between. */
export const rollBack: Command['run'] = (args, surroundings) => {
  const { values, positionals } = parseArguments({ args, allowPositionals: true, options: statusOptions });
  const format = oneOf('--output', values.output, ['text', 'json']);
  const found = statusOf(values, positionals, surroundings);
  const { declared, step, nearest, differences } = found;
  const { steps, folder, release } = declared;
  const { service, namespace } = release.declaration;
  const from = step ?? nearest;
  if (!step && format === 'text') {
    for (const difference of differences) surroundings.err(`${difference}\n`);
    surroundings.err(
      `${service} is at none of the steps: this leads back from the nearest, ${nearest?.id ?? 'none'}.\n`,
    );
  }
  const way = (from && wayBack(steps, from)) ?? [];
  const legs = way.map((next, index) => {
    const here = way[index - 1] ?? from ?? next;
    const commands = [...commandsTo(`${usualOutput(values)}/${folder}`, here, next), wait(namespace)];
    return { from: here.id, to: next.id, commands };
  });
  if (format === 'json') {
    surroundings.out(`${formatJson({ ...toldStatus(found), path: legs })}\n`);
    return from ? 0 : 1;
  }
  if (!from) return 1;
  for (const leg of legs)
    surroundings.out(`# ${leg.from} to ${leg.to}\n${leg.commands.map((line) => `${line}\n`).join('')}`);
  if (legs.length === 0) surroundings.out(`${from.id} is the first step.\n`);
  return 0;
};

/** Pods are waited for, and then Traefik, which reads changes two seconds apart (providersThrottleDuration). */
function wait(namespace = 'default'): string {
  return `kubectl rollout status deployment --namespace ${namespace} --timeout 10m && sleep 5`;
}
