import { safeSysctls } from '../../../core/kubernetes';
import { type CataloguePolicy, advised, always, containerPolicy, later, podPolicy } from './policy';

const security = 'c.?securityContext';
const podSecurity = 'variables.pod.?securityContext';

/** The Pod Security Standards and their kin. Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const podPolicies: readonly CataloguePolicy[] = [
  podPolicy('host-network', always, {
    expression: '!variables.pod.?hostNetwork.orValue(false)',
    message: 'The pod is in the network of its node.',
  }),
  podPolicy('host-processes', always, {
    expression: '!variables.pod.?hostPID.orValue(false) && !variables.pod.?hostIPC.orValue(false)',
    message: 'The pod sees the processes or the memory of its node.',
  }),
  containerPolicy('privileged-container', always, {
    wrong: `${security}.?privileged.orValue(false)`,
    says: 'Containers that are privileged',
  }),
  containerPolicy('privilege-escalation', later, {
    wrong: `${security}.?allowPrivilegeEscalation.orValue(true)`,
    says: 'Containers that may gain privileges',
  }),
  containerPolicy('runs-as-root', later, {
    wrong:
      `!${security}.?runAsNonRoot.orValue(${podSecurity}.?runAsNonRoot.orValue(false)) || ` +
      `${security}.?runAsUser.orValue(${podSecurity}.?runAsUser.orValue(1)) == 0`,
    says: 'Containers that may run as root',
  }),
  containerPolicy('unnumbered-user', advised, {
    wrong: `!has(c.securityContext) || !has(c.securityContext.runAsUser) ? !${podSecurity}.?runAsUser.hasValue() : false`,
    says: 'Containers without the number of a user',
  }),
  containerPolicy('kept-capabilities', later, {
    wrong:
      `!${security}.?capabilities.?drop.orValue([]).exists(d, d == 'ALL') || ` +
      `${security}.?capabilities.?add.orValue([]).exists(a, a != 'NET_BIND_SERVICE')`,
    says: 'Containers that keep capabilities',
  }),
  containerPolicy('no-seccomp', later, {
    wrong:
      `!(${security}.?seccompProfile.?type.orValue(${podSecurity}.?seccompProfile.?type.orValue('Unconfined')) ` +
      `in ['RuntimeDefault', 'Localhost'])`,
    says: 'Containers without a seccomp profile',
  }),
  containerPolicy('writable-root-file-system', later, {
    wrong: `!${security}.?readOnlyRootFilesystem.orValue(false)`,
    says: 'Containers that can change their own programs',
  }),
  podPolicy('host-path', always, {
    expression: '!variables.pod.?volumes.orValue([]).exists(v, has(v.hostPath))',
    message: 'The pod mounts a folder of its node.',
  }),
  containerPolicy('host-port', always, {
    wrong: 'c.?ports.orValue([]).exists(p, p.?hostPort.orValue(0) != 0)',
    says: 'Containers that take a port of their node',
  }),
  podPolicy('unsafe-kernel-settings', always, {
    expression: `variables.containers.all(c, ${security}.?procMount.orValue('Default') == 'Default' &&
  !${security}.?windowsOptions.?hostProcess.orValue(false)) &&
!${podSecurity}.?windowsOptions.?hostProcess.orValue(false) &&
${podSecurity}.?sysctls.orValue([]).all(s, s.name in [
  ${safeSysctls.map((name) => `'${name}'`).join(',\n  ')}])`,
    message:
      'The pod changes settings of the kernel that other pods share, or runs as a process of the host.',
  }),
  podPolicy('unusual-volume', later, {
    expression: `variables.pod.?volumes.orValue([]).all(v, v.all(k, k in [
  'name', 'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret']))`,
    message: 'The pod has a volume of a type that the restricted standard does not know.',
  }),
  podPolicy('mounted-token', advised, {
    expression: 'has(variables.pod.automountServiceAccountToken)',
    message: 'The pod does not say whether it wants a token of the API server, and is given one.',
  }),
  podPolicy('default-service-account', later, {
    expression: `variables.pod.?serviceAccountName.orValue('default') != 'default'`,
    message: 'The pod runs as the ServiceAccount of its namespace.',
  }),
];
