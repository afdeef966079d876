import { spawnSync } from 'node:child_process';
import { isFailed, stableJson } from '../../../lib/core/base';
import { type ApiObjectData, isApiObject } from '../../../lib/core/manifest';
import { type Overriders, overridden } from '../../../lib/project/delivery/karmada/overriders';
import { overridePolicies } from '../../../lib/project/delivery/karmada/policies';
import { Random } from '../muxer/random';
import { requirePart } from '../parts/parts';
import { randomObject, randomOverriders } from './random-overrides';

/** An object on its way to a member cluster, and the policies that Karmada has. */
export interface OverrideQuestion {
  readonly object: ApiObjectData;
  readonly policies: readonly ApiObjectData[];
  readonly cluster: string;
}

/** What Karmada makes of an object, or why it stops. */
export interface OverrideAnswer {
  readonly object?: ApiObjectData;
  readonly error?: string;
}

/** Asks Karmada's own manager of overrides. */
export function askKarmada(questions: readonly OverrideQuestion[]): readonly OverrideAnswer[] {
  const input = questions
    .map(({ object, policies, cluster }) => {
      const own = policies.filter(({ metadata }) => metadata.namespace === object.metadata.namespace);
      const [namespaced, whole] = object.metadata.namespace === undefined ? [[], own] : [own, []];
      return `${JSON.stringify({ object, cluster, policies: namespaced, clusterPolicies: whole })}\n`;
    })
    .join('');
  const options = { input, encoding: 'utf8', maxBuffer: 1024 ** 3, timeout: 300_000 } as const;
  const { stdout, stderr, status } = spawnSync(requirePart('karmada'), [], options);
  if (status !== 0) throw new Error(`karmada ended with ${String(status)}: ${stderr.slice(-2_000)}`);
  return stdout
    .trim()
    .split('\n')
    .map((line): OverrideAnswer => JSON.parse(line));
}

export interface OverrideComparison {
  /** Objects that both make otherwise, and alike. */
  readonly changed: number;
  /** Objects at which both stop. */
  readonly refused: number;
  /** What differs, with the question. */
  readonly differences: readonly string[];
}

/** Objects in two clusters under policies as they are written here: what this program and Karmada make of them. */
export function compareOverrides(seed: number, count: number): OverrideComparison {
  const random = new Random(seed);
  const cases = Array.from({ length: count }, () => {
    const object = randomObject(random);
    const own = new Map<string, Overriders>([['eu-1', randomOverriders(random)]]);
    if (random.once(2)) own.set('us-1', randomOverriders(random));
    const clusters = ['eu-1', 'us-1'];
    const policies = overridePolicies(
      {
        spec: {},
        clusters,
        groups: [],
        placed: new Map([[object, clusters]]),
        overriders: new Map(
          [...own].map(([cluster, overriders]) => [cluster, new Map([[object, overriders]])]),
        ),
        problems: [],
      },
      'shop-prod',
    );
    const cluster = random.pick(clusters);
    return { object, policies, cluster, overriders: own.get(cluster) ?? {} };
  });
  const theirs = askKarmada(cases);
  let changed = 0;
  let refused = 0;
  const differences: string[] = [];
  for (const [index, { object, overriders, cluster }] of cases.entries()) {
    const attempt = overridden(object, overriders);
    const ours = isFailed(attempt) ? undefined : attempt.value;
    const { object: other, error } = theirs[index] ?? {};
    if (canonical(ours) !== canonical(other)) {
      const told = isFailed(attempt) ? attempt.reason : JSON.stringify(ours);
      const asked = JSON.stringify({ cluster, object, overriders });
      differences.push(`${asked}\nthis program: ${told}\nKarmada: ${error ?? JSON.stringify(other)}`);
    } else if (ours === undefined) refused++;
    else if (canonical(ours) !== canonical(object)) changed++;
  }
  return { changed, refused, differences };
}

/** What Karmada leaves that is no object any more is refused by the cluster that gets it. */
function canonical(object: unknown): string {
  return isApiObject(object) ? stableJson(object) : 'refused';
}
