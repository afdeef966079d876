import { isFailed, nearest } from '../../../core/base';
import type { Problem } from '../../../core/finding';
import { type ApiObjectData, formatIdentity, identityOf } from '../../../core/manifest';
import type { KarmadaOverride } from '../../environment';
import { contradiction } from '../conflicts';
import { type Overriders, overridden } from './overriders';
import { type Destination, type Part, domainPart, registryPart, replicasPart, scaledPart } from './parts';
import { type Said, settingsOf } from './settings';
import { withoutEffect } from './told';

/** What is otherwise in a cluster, object by object, and what of it cannot be. */
export interface ClusterOverriders {
  readonly overriders: ReadonlyMap<ApiObjectData, Overriders>;
  readonly problems: readonly Problem[];
}

/** What the settings of a cluster make of the objects that go to it. */
export function clusterOverriders(destination: Destination, cluster: string): ClusterOverriders {
  const { imageRegistry, domain, replicas, overrides } = settingsOf(destination.spec, cluster);
  const parts: readonly Part[] = [
    scaledPart(destination),
    ...(imageRegistry ? [registryPart(destination, imageRegistry)] : []),
    ...Array.from(replicas, ([workload, said]) => replicasPart(destination, workload, said)),
    ...(domain ? [domainPart(destination, domain)] : []),
  ];
  const overriders = new Map<ApiObjectData, Overriders>();
  const add = (object: ApiObjectData, { plaintext: own = [], ...more }: Overriders): void => {
    const { plaintext: before = [], ...others } = overriders.get(object) ?? {};
    const plaintext = [...before, ...own];
    overriders.set(object, { ...others, ...more, ...(plaintext.length > 0 && { plaintext }) });
  };
  for (const part of parts) for (const [object, more] of part.overriders) add(object, more);
  const problems = parts.flatMap((part) => part.problems);
  for (const said of overrides) {
    // One override may change what the next one looks for.
    const part = overridePart(destination, said, overriders);
    for (const [object, more] of part.overriders) add(object, more);
    problems.push(...part.problems);
  }
  return { overriders, problems };
}

function overridePart(
  { environment, objects }: Destination,
  said: Said<KarmadaOverride>,
  before: ReadonlyMap<ApiObjectData, Overriders>,
): Part {
  const { kind, name, operator = 'replace', path, value } = said.value;
  const nothing = (problem: Problem): Part => ({ overriders: [], problems: [problem] });
  const targets = objects.filter((object) => object.kind === kind && object.metadata.name === name);
  if (targets.length === 0) {
    const known = objects.map((object) => `${object.kind} ${object.metadata.name}`);
    const message = `No ${kind} ${name} goes to the cluster.`;
    return nothing(withoutEffect(environment, said, message, nearest(`${kind} ${name}`, known)));
  }
  if (operator !== 'remove' && value === undefined) {
    const message = `What ${path} shall be is not said.`;
    const fix = 'Write a value, or operator: remove.';
    return nothing(contradiction(environment, said.field, { message, fix }));
  }
  if (operator === 'remove' && value !== undefined) {
    const message = `${path} is removed, and is given a value.`;
    return nothing(contradiction(environment, said.field, { message, fix: 'Keep one of the two.' }));
  }
  const operation = { path, operator, ...(value !== undefined && { value }) };
  const tried = targets.map((object) => {
    const own = before.get(object) ?? {};
    return {
      object,
      after: overridden(object, { ...own, plaintext: [...(own.plaintext ?? []), operation] }),
    };
  });
  return {
    overriders: tried.map(({ object }) => [object, { plaintext: [operation] }]),
    problems: tried.flatMap(({ object, after }) => {
      if (!isFailed(after)) return [];
      const message = `${path} hits nothing in ${formatIdentity(identityOf(object))}: ${after.reason}.`;
      return [withoutEffect(environment, said, message)];
    }),
  };
}
