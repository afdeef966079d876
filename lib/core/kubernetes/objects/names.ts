import { perType, valueText, withArticle } from '../../base';
import { type ApiObjectData, isDnsLabel, isDnsSubdomain } from '../../manifest';
import type { Tell } from './fault';

/** Names of objects and of their namespaces that the API server refuses. */
export function names(object: ApiObjectData, tell: Tell): void {
  const { kind, metadata } = object;
  const { name, namespace } = metadata;
  const wanted = wantedName(kind, name);
  if (wanted !== undefined) {
    tell('invalid-name', ['metadata', 'name'], {
      message: `${valueText(name)} is no name for ${withArticle(kind)}.`,
      consequence: 'The API server refuses the object.',
      fix: `Use ${wanted}.`,
    });
  } else length(object, tell);
  // Plain data of any origin: a namespace may be something else than a text.
  if (namespace !== undefined && !(typeof namespace === 'string' && isDnsLabel(namespace))) {
    tell('invalid-namespace', ['metadata', 'namespace'], {
      message: `${valueText(namespace)} is no name for a namespace.`,
      consequence: 'The API server refuses the object.',
      fix: 'Use at most 63 lower-case letters, digits and "-", no "-" at the ends.',
    });
  }
}

/** Kinds whose names become host names or the like, so that they take no dots. */
const labelKinds = new Set(['Namespace', 'Service']);

/** Kinds whose names only have to be a segment of a URL path: `system:node` is one. */
const pathSegmentKinds = new Set(['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding', 'IPAddress']);

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
  return isDnsSubdomain(name) ? undefined : 'at most 253 lower-case letters, digits, "-" and "."';
}

/** Kinds that make other objects of their name, of which labels have 63 characters at most. */
const longest: Readonly<Record<string, readonly [most: number, why: string]>> = {
  'batch/v1 CronJob': [
    52,
    'The controller adds the minute of a run, and the API server refuses what is longer.',
  ],
  'batch/v1 Job': [63, 'The pods are labelled with it, and the API server refuses the Job.'],
  'apps/v1 StatefulSet': [
    52,
    'The controller labels the pods with it and ten characters more, which it cannot: none is made.',
  ],
};

const longestOf = perType(({ apiVersion, kind }) => longest[`${apiVersion} ${kind}`]);

function length(object: ApiObjectData, tell: Tell): void {
  const { kind, metadata } = object;
  const { name } = metadata;
  const [most, consequence] = longestOf(object) ?? [];
  if (most === undefined || consequence === undefined || name.length <= most) return;
  tell('invalid-name', ['metadata', 'name'], {
    message: `"${name}" has ${name.length} characters, and ${withArticle(kind)} can have ${most}.`,
    consequence,
    fix: 'Shorten the name.',
  });
}
