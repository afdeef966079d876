import { isDnsLabel } from '../../core/manifest';

/** Kubernetes adds a hash to the names of a StatefulSet's pods, which are labels and so have 63 characters at most. */
const longest = 52;

/** The nearest name that a Service of Kubernetes may have: lower case letters, digits and hyphens, a letter first. */
export function kubernetesName(name: string): string {
  const words = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const begun = /^[a-z]/.test(words) ? words : `x-${words.replace(/^-+/, '')}`;
  return begun.slice(0, longest).replace(/-+$/, '');
}

/** Whether another container can be called so on Kubernetes as well. */
export function isServiceName(name: string): boolean {
  return isDnsLabel(name) && /^[a-z]/.test(name);
}
