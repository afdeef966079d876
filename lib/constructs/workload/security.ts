import { nonEmpty } from './json';
import type { PodSecurityContext, SeccompProfile, SecurityContext } from './kubernetes';
import type { SecurityContextSpec } from './spec';

/** `nonroot` of distroless and Chainguard images. */
const nonroot = 65532;

/** Security of the pod: whom its processes and files belong to. */
export function podSecurityContext(spec: SecurityContextSpec = {}, hasClaims: boolean): PodSecurityContext {
  const {
    runAsUser = nonroot,
    runAsNonRoot = true,
    supplementalGroups,
    sysctls = {},
    seccompProfile = 'RuntimeDefault',
  } = spec;
  const runAsGroup = spec.runAsGroup ?? runAsUser;
  const fsGroup = spec.fsGroup ?? runAsGroup;
  return {
    runAsNonRoot,
    runAsUser,
    runAsGroup,
    ...(fsGroup !== false && {
      fsGroup,
      fsGroupChangePolicy: spec.fsGroupChangePolicy ?? (hasClaims ? 'OnRootMismatch' : undefined),
    }),
    supplementalGroups,
    sysctls: nonEmpty(Object.entries(sysctls).map(([name, value]) => ({ name, value }))),
    seccompProfile: seccomp(seccompProfile),
  };
}

/** Security of each container: what its processes may do. */
export function containerSecurityContext(spec: SecurityContextSpec = {}): SecurityContext {
  const { allowPrivilegeEscalation = false, readOnlyRootFilesystem = true, capabilities = {} } = spec;
  return {
    allowPrivilegeEscalation,
    readOnlyRootFilesystem,
    capabilities: { add: capabilities.add, drop: capabilities.drop ?? ['ALL'] },
  };
}

function seccomp(profile: string): SeccompProfile {
  const [, file] = /^Localhost\/(.+)$/.exec(profile) ?? [];
  return file === undefined ? { type: profile } : { type: 'Localhost', localhostProfile: file };
}
