import type { IConstruct } from 'constructs';
import { type Finding, type Problem } from '../../core/finding';
import { isDnsLabel, isDnsSubdomain, placed as placeFinding } from '../../constructs/construct';
import { formatIdentity, identityKey, identityOf } from '../../core/manifest';
import type { PlacedObject } from '../../check/cluster';

/** What the API server would refuse, or take for one, among the objects of one deployment scope. */
export function objectProblems(objects: readonly PlacedObject[]): Problem[] {
  const problems: Problem[] = [];
  const first = new Map<string, IConstruct>();
  for (const { construct, object } of objects) {
    const identity = identityOf(object);
    const other = first.get(identityKey(identity));
    const findings = [...nameFindings(object.kind, identity.name), ...namespaceFindings(identity.namespace)];
    if (other) findings.push(duplicateFinding(formatIdentity(identity), other));
    else first.set(identityKey(identity), construct);
    problems.push(...findings.map((finding) => placeFinding(construct, finding)));
  }
  return problems;
}

function duplicateFinding(identity: string, other: IConstruct): Finding {
  return {
    rule: 'duplicate-object',
    severity: 'error',
    message: `${identity} is made twice; the first time by [${other.node.path}].`,
    consequence: 'kubectl would apply both, and the one applied last would replace the other.',
    fix: 'Give one of them another name or namespace, or make it once and pass it around.',
  };
}

/** Kinds whose names become host names or the like, so that they take no dots. */
const labelKinds = new Set(['Namespace', 'Service']);

/** Kinds whose names only have to be a segment of a URL path: `system:node` is one. */
const pathSegmentKinds = new Set(['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding', 'IPAddress']);

function nameFindings(kind: string, name: string): Finding[] {
  const wanted = wantedName(kind, name);
  if (wanted === undefined) return [];
  return [
    {
      rule: 'invalid-name',
      severity: 'error',
      message: `${JSON.stringify(name)} is no name for a ${kind}.`,
      consequence: 'The API server refuses the object.',
      fix: `Use ${wanted}.`,
      field: ['metadata', 'name'],
    },
  ];
}

/** What a name of the kind has to be, if this one is not. */
function wantedName(kind: string, name: string): string | undefined {
  if (pathSegmentKinds.has(kind)) {
    const fits = name !== '' && name !== '.' && name !== '..' && !/[/%]/.test(name);
    return fits ? undefined : 'a name without "/" and "%"';
  }
  if (kind === 'Service' && isDnsLabel(name) && !/^[a-z]/.test(name))
    return 'a name that begins with a letter';
  if (labelKinds.has(kind)) {
    return isDnsLabel(name) ? undefined : 'at most 63 lower-case letters, digits and "-", no "-" at the ends';
  }
  if (kind === 'CronJob' && name.length > 52) return 'at most 52 characters, to which its Jobs add their own';
  return isDnsSubdomain(name) ? undefined : 'at most 253 lower-case letters, digits, "-" and "."';
}

function namespaceFindings(namespace: string | undefined): Finding[] {
  if (namespace === undefined || (typeof namespace === 'string' && isDnsLabel(namespace))) return [];
  return [
    {
      rule: 'invalid-namespace',
      severity: 'error',
      message: `${JSON.stringify(namespace)} is no name for a namespace.`,
      consequence: 'The API server refuses the object.',
      fix: 'Use at most 63 lower-case letters, digits and "-", no "-" at the ends.',
      field: ['metadata', 'namespace'],
    },
  ];
}
