import { join } from 'node:path';
import { ProblemError, formatReport, hasErrors } from '../core/finding';
import { nearest } from '../core/base';
import { stringifyYaml } from '../core/yaml';
import { arrivalIn, deliveredEnvironments, memberClusters } from '../project/delivery';
import { recoverOutput, writeOutput } from '../project/output';
import { contextName, contextText } from '../project/stack';
import { type Surroundings, UsageError } from './command';
import { type ProgramValues, synthesized, usualOutput } from './program-output';

interface Values extends ProgramValues {
  readonly cluster: string;
  readonly output?: string | undefined;
}

/** Writes what Karmada brings to a member cluster: a folder for each environment that is there. */
export function synthCluster({ cluster, output, ...values }: Values, surroundings: Surroundings): number {
  if (output === undefined) throw new UsageError('say with --output where the manifests of the cluster go');
  recoverOutput(output);
  const environments = deliveredEnvironments(synthesized(values, surroundings), {
    ...(values.env && { only: values.env }),
    variables: surroundings.variables,
    manifests: usualOutput(values),
  });
  const there = environments.filter((environment) => memberClusters(environment).includes(cluster));
  if (there.length === 0) throw new UsageError(unknownCluster(cluster, environments.flatMap(memberClusters)));
  const arrivals = there.map((environment) => ({ environment, ...arrivalIn(environment, cluster) }));
  const problems = arrivals.flatMap((arrival) => arrival.problems);
  if (hasErrors(problems)) throw new ProblemError(problems);
  if (problems.length > 0) surroundings.err(`${formatReport(problems, surroundings)}\n`);
  const files = new Map(
    arrivals.flatMap(({ environment, files: own }) =>
      Array.from(own, ([file, objects]) => [`${environment.name}/${file}`, stringifyYaml(objects)] as const),
    ),
  );
  // Who reads the folder is told of the Traefik of the cluster, as of that of the environment.
  const contexts = there.flatMap(({ name, facts }) => {
    const text = contextText(facts);
    return text === undefined ? [] : [[`${name}/${contextName}`, text] as const];
  });
  writeOutput(output, new Map([...files, ...contexts]), { partial: values.env !== undefined });
  for (const file of files.keys()) surroundings.out(`${join(output, file)}\n`);
  return 0;
}

function unknownCluster(cluster: string, known: readonly string[]): string {
  const meant = nearest(cluster, known);
  if (meant !== undefined)
    return `no environment has a member cluster "${cluster}"; did you mean "${meant}"?`;
  const names = [...new Set(known)].toSorted();
  return `no environment has a member cluster "${cluster}"; there ${names.length > 0 ? `are ${names.join(', ')}` : 'is none'}`;
}
