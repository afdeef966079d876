import { releaseStatus, type ReleaseStatus } from '../../check/release';
import { groupBy, isEqual } from '../../core/base';
import { type Finding, type Problem, ProblemError, hasErrors, problemAt } from '../../core/finding';
import { type ReadObject, formatIdentity, objectKey, identityOf } from '../../core/manifest';
import { type DeclaredRelease, type Reading, plainObjects, readSource } from '../../project/source';
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
  const read = sources
    .map((source): Reading =>
      asUsage(() => readSource(source, surroundings, { withoutSecrets: true, withWorkloads: true })),
    )
    .flatMap((reading) => reading.objects);
  const twice = severalStates(read);
  if (hasErrors(twice)) throw new ProblemError(twice);
  return { declared, ...releaseStatus(declared.steps, plainObjects(read)) };
}

/** What is there in several states, such as those of several steps: a cluster has one of them. */
function severalStates(objects: readonly ReadObject[]): readonly Problem[] {
  const groups = groupBy(objects, ({ object }) => objectKey(object));
  return [...groups.values()].flatMap(([first, ...others]): readonly Problem[] => {
    const other = others.find(({ object }) => first && !isEqual(object, first.object));
    if (!first || !other) return [];
    const identity = identityOf(first.object);
    const finding: Finding = {
      rule: 'duplicate-object',
      message: `${formatIdentity(identity)} is there in several states, as in the folders of several steps.`,
      consequence: 'No cluster has both: at which step it is cannot be told.',
      fix: 'Name the folder of one step, or the objects of one cluster.',
      related: [{ location: first.locate([]) }],
    };
    return [problemAt({ object: identity, location: other.locate([]) }, finding)];
  });
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
