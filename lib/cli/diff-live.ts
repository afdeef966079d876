import { type TrafficDiff, diffTraffic } from '../check/changes';
import { managedByLabel } from '../constructs/workload';
import { formatReport, printable } from '../core/finding';
import { type ApiObjectData, objectKey } from '../core/manifest';
import { type DeliveredEnvironment, deliveredEnvironments } from '../project/delivery';
import { type Reading, againstLive, outputOf, readingOf, trafficOf, withSecrets } from '../project/source';
import { type ClusterDrift, clusterDrift } from '../tools/diff';
import type { Surroundings } from './command';
import { asUsage } from './inputs';
import { usualOutput } from './program-output';

export interface LiveDiffOptions {
  readonly env: string;
  readonly environments?: string;
  readonly assumeSecrets: boolean;
}

/**
 * What an apply of an environment would change in the cluster of the current kubectl context: what it does to requests,
 * which objects differ, and what puts it right. Nothing is changed.
 */
export function diffWithLive(
  { env, environments, assumeSecrets }: LiveDiffOptions,
  surroundings: Surroundings,
): { readonly diff: TrafficDiff; readonly drift: ClusterDrift } {
  const output = asUsage(() => outputOf({ only: [env], environments, surroundings }));
  const declared = readingOf(output, env);
  if (declared.facts.secrets) surroundings.conceal?.(declared.facts.secrets);
  if (declared.problems.length > 0) surroundings.err(`${formatReport(declared.problems, surroundings)}\n`);
  const { before, after, refused, undeclared } = againstLive(declared, surroundings, {
    withoutSecrets: assumeSecrets,
    label: Object.entries(managedByLabel)
      .map(([name, value]) => `${name}=${value}`)
      .join(','),
  });
  const forbidden = refused.filter(({ isForbidden }) => isForbidden).length;
  if (forbidden > 0) {
    surroundings.err(
      `note: the API server may not be asked for ${forbidden} objects; what an apply makes of them is worked out here\n`,
    );
  }
  surroundings.progress?.(`comparing ${env} with the cluster`);
  const side = (reading: Reading) => {
    const complete = assumeSecrets ? withSecrets(reading).reading : reading;
    return { ...complete, model: trafficOf(complete) };
  };
  const diff = diffTraffic(side(before), side(after));
  const [environment] = deliveredEnvironments(output, {
    only: [env],
    variables: surroundings.variables,
    manifests: usualOutput({ environments }),
  });
  const drift = clusterDrift(diff, {
    live: before.objects,
    files: environment ? pathsOf(environment) : new Map(),
    undeclared: undeclared.filter(({ object }) => !environment || !isOfRelease(environment, object)),
    refused: refused.filter(({ isForbidden }) => !isForbidden),
  });
  return { diff, drift };
}

/** Files by their path from here. */
function pathsOf({ folder, files }: DeliveredEnvironment): DeliveredEnvironment['files'] {
  return new Map(Array.from(files, ([file, objects]) => [printable(`${folder}/${file}`), objects]));
}

/** Whether an object is there at some step of a release. */
function isOfRelease({ releases }: DeliveredEnvironment, object: ApiObjectData): boolean {
  const key = objectKey(object);
  return releases.some(({ steps }) =>
    steps.some(({ objects }) => objects.some((one) => objectKey(one) === key)),
  );
}
