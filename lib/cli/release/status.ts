import { releaseStatus, type ReleaseStatus } from '../../check/release';
import { type DeclaredRelease, type Reading, readSource } from '../../project/source';
import { formatJson } from '../../traefik/model';
import { oneOf, parseArguments } from '../arguments';
import { type Command, type Surroundings, UsageError } from '../command';
import { asUsage } from '../inputs';
import { type ReleaseValues, declaredReleases, onlyRelease, releaseOptions } from './declared';

/** Options of what asks where a release is. */
export const statusOptions = {
  ...releaseOptions,
  filename: { type: 'string', short: 'f', multiple: true },
  live: { type: 'boolean', default: false },
  output: { type: 'string', short: 'o', default: 'text' },
} as const;

export interface StatusValues extends ReleaseValues {
  readonly filename?: readonly string[];
  readonly live: boolean;
}

/** A release and where the objects that were named are in it. */
export interface FoundStatus extends ReleaseStatus {
  readonly declared: DeclaredRelease;
}

/**
 * Where the objects that the options name are in a release.
 *
 * @throws UsageError where no objects are named, or not one release is meant
 */
export function statusOf(
  values: StatusValues,
  [service, ...rest]: readonly string[],
  surroundings: Surroundings,
): FoundStatus {
  if (rest.length > 0) throw new UsageError('name one service');
  const sources = [...(values.filename ?? []), ...(values.live ? ['live:'] : [])];
  if (sources.length === 0) throw new UsageError('name the objects with -f, or a cluster with --live');
  const declared = onlyRelease(declaredReleases(values, service, surroundings));
  const objects = sources
    .map((source): Reading =>
      asUsage(() => readSource(source, surroundings, { withoutSecrets: true, withWorkloads: true })),
    )
    .flatMap((reading) => reading.objects.map(({ object }) => object));
  return { declared, ...releaseStatus(declared.steps, objects) };
}

/** `release status`: the step that objects are at. */
export const tellStatus: Command['run'] = (args, surroundings) => {
  const { values, positionals } = parseArguments({ args, allowPositionals: true, options: statusOptions });
  const format = oneOf('--output', values.output, ['text', 'json']);
  const found = statusOf(values, positionals, surroundings);
  const { declared, step, nearest, differences } = found;
  const { environment, declaration } = declared.release;
  if (format === 'json') {
    surroundings.out(`${formatJson(toldStatus(found))}\n`);
  } else if (step) {
    surroundings.out(`${declaration.service} in ${environment} is at ${step.id}.\n`);
  } else {
    surroundings.out(`${notAtAStep(declaration.service, nearest?.id, differences)}\n`);
  }
  return step ? 0 : 1;
};

/** Where a release is, as data. */
export function toldStatus({ declared, step, nearest, differences }: FoundStatus): object {
  const { environment, declaration } = declared.release;
  return {
    service: declaration.service,
    environment,
    step: step?.id ?? null,
    nearest: nearest?.id ?? null,
    differences,
  };
}

export function notAtAStep(
  service: string,
  nearest: string | undefined,
  differences: readonly string[],
): string {
  return [
    `${service} is at none of the steps; it is nearest to ${nearest ?? 'none'}, but:`,
    ...differences.map((difference) => `  ${difference}`),
  ].join('\n');
}
