import { type ObjectType, asList, groupBy, groupOf, nearest, own, perType } from '../../base';
import { type KindsOfVersions, kubernetesKinds } from './api-kinds';

/** Why an API server refuses every object of a type. */
export interface Refusal {
  /** The word that is wrong. */
  readonly field: 'apiVersion' | 'kind';
  readonly reason: string;
  readonly fix: string;
  /** The type that was meant; absent where none is like it. */
  readonly meant?: ObjectType;
  /**
   * Whether no release has such a kind: what is like none that there is may be of a newer one, or of an older one, and
   * Kubernetes' kinds that are in alpha or beta are so in other versions with each release.
   */
  readonly isCertain: boolean;
}

/**
 * Tells which types an API server has no kind of: in groups all of whose kinds are known, and in those whose name is
 * nearly that of one of these. Of other groups nobody knows what a cluster has.
 *
 * @param known all kinds of groups, besides those of Kubernetes' own
 * @param definitions specs of CustomResourceDefinitions that are applied too: each stands for what is known of its kind
 */
export function refusals(
  known: KindsOfVersions,
  definitions: readonly unknown[] = [],
): (type: ObjectType) => Refusal | undefined {
  const types = new Types([...typesOf({ ...known, ...kubernetesKinds })], definitions.flatMap(definedBy));
  return perType((type) => types.refusal(type));
}

function typesOf(kinds: KindsOfVersions): readonly ObjectType[] {
  return Object.entries(kinds).flatMap(([apiVersion, all]) => all.map((kind) => ({ apiVersion, kind })));
}

/** The types that a CustomResourceDefinition has an API server serve. */
function definedBy(spec: unknown): readonly ObjectType[] {
  const group = own(spec, 'group');
  const kind = own(own(spec, 'names'), 'kind');
  if (typeof group !== 'string' || typeof kind !== 'string') return [];
  return asList(own(spec, 'versions')).flatMap((version) => {
    const name = own(version, 'name');
    return typeof name === 'string' && own(version, 'served') !== false
      ? [{ apiVersion: `${group}/${name}`, kind }]
      : [];
  });
}

class Types {
  private readonly all: readonly ObjectType[];
  private readonly byKind: ReadonlyMap<string, readonly ObjectType[]>;
  /** Groups all of whose kinds are known, and those that had kinds which are in others now. */
  private readonly groups: ReadonlySet<string>;
  /** Groups of which only those kinds are known that are applied with the objects. */
  private readonly foreign: ReadonlySet<string>;

  constructor(known: readonly ObjectType[], defined: readonly ObjectType[]) {
    const replaced = new Set(defined.map(groupKind));
    this.all = [...defined, ...known.filter((type) => !replaced.has(groupKind(type)))];
    this.byKind = groupBy(this.all, ({ kind }) => kind);
    this.groups = new Set([...known.map(({ apiVersion }) => groupOf(apiVersion)), ...retiredGroups]);
    this.foreign = new Set(
      defined.map(({ apiVersion }) => groupOf(apiVersion)).filter((group) => !this.groups.has(group)),
    );
  }

  refusal(type: ObjectType): Refusal | undefined {
    const { apiVersion, kind } = type;
    const group = groupOf(apiVersion);
    const ofKind = this.byKind.get(kind) ?? [];
    if (ofKind.some((each) => each.apiVersion === apiVersion) || this.foreign.has(group)) return undefined;
    if (!this.groups.has(group)) return this.misspeltGroup(type, ofKind);
    const home = ofKind.find((each) => groupOf(each.apiVersion) === group) ?? ofKind[0];
    if (home) return ofOtherVersion(type, ofKind, home);
    const meant = this.nearestTo(type);
    const isThere = this.all.some((each) => each.apiVersion === apiVersion);
    return {
      field: 'kind',
      reason: isThere
        ? `there is no kind ${kind} in ${apiVersion}`
        : `there is no ${apiVersion}, nor any kind ${kind}`,
      fix: meant
        ? `write ${meant.apiVersion === apiVersion ? '' : `apiVersion: ${meant.apiVersion} and `}kind: ${meant.kind}`
        : 'write a kind and version that the cluster has: kubectl api-resources lists them',
      ...(meant && { meant }),
      isCertain: meant !== undefined,
    };
  }

  /** A kind that there is, in a group that is not known and nearly bears the name of its own. */
  private misspeltGroup(
    { apiVersion, kind }: ObjectType,
    ofKind: readonly ObjectType[],
  ): Refusal | undefined {
    const group = groupOf(apiVersion);
    const near = nearest(
      group,
      ofKind.map((each) => groupOf(each.apiVersion)).filter((each) => each !== ''),
    );
    const meant = ofKind.find((each) => groupOf(each.apiVersion) === near);
    return (
      meant && {
        field: 'apiVersion',
        reason: `the group of ${kind} is ${near}, not ${group}`,
        fix: `write apiVersion: ${meant.apiVersion}`,
        meant,
        isCertain: true,
      }
    );
  }

  /** What is most like a kind: of several, one of the same version or group. */
  private nearestTo({ apiVersion, kind }: ObjectType): ObjectType | undefined {
    const rank = (each: ObjectType): number => {
      if (each.apiVersion === apiVersion) return 0;
      return groupOf(each.apiVersion) === groupOf(apiVersion) ? 1 : 2;
    };
    const sorted = this.all.toSorted((one, other) => rank(one) - rank(other));
    const near = nearest(
      kind,
      sorted.map((each) => each.kind),
    );
    return sorted.find((each) => each.kind === near);
  }
}

/** Groups that Kubernetes had: their kinds are in others since. */
const retiredGroups = ['extensions'];

function groupKind({ apiVersion, kind }: ObjectType): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

/** What has changed beside the version. */
const changedFields: Readonly<Record<string, string>> = {
  'networking.k8s.io/Ingress': ', with pathType and backend.service',
};

function ofOtherVersion(
  { apiVersion, kind }: ObjectType,
  ofKind: readonly ObjectType[],
  meant: ObjectType,
): Refusal {
  const home = groupOf(meant.apiVersion);
  const versions = ofKind
    .map((each) => each.apiVersion)
    .filter((each) => groupOf(each) === home)
    .join(' and ');
  const isOfRelease = groupOf(apiVersion) === home && unripe.has(groupKind(meant));
  const fix = `write apiVersion: ${meant.apiVersion}${changedFields[groupKind(meant)] ?? ''}`;
  return {
    field: 'apiVersion',
    reason: `${kind} is of ${versions}${isOfRelease ? ' in Kubernetes 1.35' : ''}, not of ${apiVersion}`,
    fix: isOfRelease ? `${fix}, or the version that the cluster has: kubectl api-resources lists them` : fix,
    meant,
    isCertain: !isOfRelease,
  };
}

/** Kubernetes' own kinds that are in alpha and beta alone. */
const unripe: ReadonlySet<string> = new Set(
  Array.from(groupBy(typesOf(kubernetesKinds), groupKind), ([name, versions]) =>
    versions.every(({ apiVersion }) => /(?:alpha|beta)\d+$/.test(apiVersion)) ? [name] : [],
  ).flat(),
);
