import { groupOf, isDnsLabel, isDnsSubdomain } from '../../core/manifest';
import type { ObjectCheck, ObjectFinding } from './object-finding';

/** Names and namespaces that the API server refuses. */
export const objectName: ObjectCheck = ({ objects }) =>
  objects.flatMap((placed): ObjectFinding[] => {
    const { apiVersion, kind, metadata } = placed.object;
    // No API server ever sees what Docker runs.
    if (groupOf(apiVersion) === 'docker.com') return [];
    const { name, namespace } = metadata;
    const found: ObjectFinding[] = [];
    const wanted = wantedName(kind, name);
    if (wanted !== undefined) {
      found.push({
        placed,
        rule: 'invalid-name',
        message: `${JSON.stringify(name)} is no name for ${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}.`,
        fix: `Use ${wanted}.`,
        field: ['metadata', 'name'],
      });
    }
    // Plain data of any origin: a namespace may be something else than a text.
    if (namespace !== undefined && !(typeof namespace === 'string' && isDnsLabel(namespace))) {
      found.push({
        placed,
        rule: 'invalid-namespace',
        message: `${JSON.stringify(namespace)} is no name for a namespace.`,
        field: ['metadata', 'namespace'],
      });
    }
    return found;
  });

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
  if (kind === 'CronJob' && name.length > 52) return 'at most 52 characters, to which its Jobs add their own';
  return isDnsSubdomain(name) ? undefined : 'at most 253 lower-case letters, digits, "-" and "."';
}
