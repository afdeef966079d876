import { Inventory } from '../../check/cluster';
import { planRelease, type PlannedRelease } from '../../check/release';
import { ProblemError, formatReport, hasErrors, problemAt } from '../../core/finding';
import { type DeclaredRelease, outputOf, releasesDeclared } from '../../project/source';
import { meant } from '../arguments';
import { type Surroundings, UsageError } from '../command';
import { asUsage, versionOf } from '../inputs';

/** Options of what asks for releases that the program here declares. */
export const releaseOptions = {
  env: { type: 'string', multiple: true },
  environments: { type: 'string' },
  'traefik-version': { type: 'string' },
} as const;

export interface ReleaseValues {
  readonly env?: readonly string[];
  readonly environments?: string;
  readonly 'traefik-version'?: string;
}

/**
 * The releases of the program here, of one service where it is named.
 *
 * @throws UsageError where there is none
 */
export function declaredReleases(
  { env, environments, ...values }: ReleaseValues,
  service: string | undefined,
  surroundings: Surroundings,
): readonly DeclaredRelease[] {
  const version = versionOf('--traefik-version', values['traefik-version']);
  const declared = releasesDeclared(asUsage(() => outputOf({ only: env, environments, surroundings })));
  const all = version === undefined ? declared : declared.map((release) => atVersion(release, version));
  if (all.length === 0)
    throw new UsageError(
      'no service has a release: write one under services.<name>.release (docs/releases.md)',
    );
  if (service === undefined) return all;
  const found = all.filter(({ release }) => release.declaration.service === service);
  if (found.length > 0) return found;
  const names = [...new Set(all.map(({ release }) => release.declaration.service))];
  throw new UsageError(
    `"${service}" has no release: ${meant(service, names, `there are releases of ${names.join(', ')}`)}`,
  );
}

/** A release behind a Traefik of another version. */
function atVersion(release: DeclaredRelease, version: string): DeclaredRelease {
  const { objects, facts } = release.inventory;
  const inventory = new Inventory(objects, { ...facts, traefik: { ...facts.traefik, version } });
  return { ...release, inventory };
}

/**
 * The only release that is meant.
 *
 * @throws UsageError where there are several
 */
export function onlyRelease(found: readonly DeclaredRelease[]): DeclaredRelease {
  const [first, ...others] = found;
  if (first && others.length === 0) return first;
  const names = found.map(({ release }) => `${release.declaration.service} in ${release.environment}`);
  throw new UsageError(`there are several releases (${names.join(', ')}): name --env and service`);
}

/**
 * The plan of a release; what is noteworthy is printed.
 *
 * @throws ProblemError where what must hold from step to step does not
 */
export function planned(
  { release, steps, inventory }: DeclaredRelease,
  surroundings: Surroundings,
): PlannedRelease['plan'] {
  const { environment, declaration, construct, location } = release;
  surroundings.progress?.(`planning the release of ${declaration.service} in ${environment}`);
  const { plan, findings } = planRelease(environment, steps, declaration, {
    placed: inventory.objects,
    facts: inventory.facts,
  });
  const problems = findings.map((finding) =>
    problemAt({ construct, ...(location && { location }) }, finding),
  );
  if (hasErrors(problems)) throw new ProblemError(problems);
  if (problems.length > 0) surroundings.err(`${formatReport(problems, surroundings)}\n`);
  return plan;
}
