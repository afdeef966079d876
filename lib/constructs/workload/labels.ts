import type { ImageReference } from '../../core/kubernetes';
import type { LabelSelector } from './kubernetes';
import type { GoPodSpec } from './spec';

/** Labels that select the pods of a service. Kubernetes never lets a selector change, so it holds names alone. */
export type SelectorLabels = Readonly<
  Record<'app.kubernetes.io/name' | 'app.kubernetes.io/instance', string>
>;

/** Says of an object that it is written by this program: `kubectl get -l app.kubernetes.io/managed-by=cdk8s-traefik`. */
export const managedByLabel = { 'app.kubernetes.io/managed-by': 'cdk8s-traefik' } as const;

/** The selector of a service; its version is left out on purpose. */
export function selectorLabels(name: string, instance = name): SelectorLabels {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': instance };
}

/**
 * Selects the pods of a service, those included that a controller runs under other names: Flagger renames the value of
 * one label, and what guards the pods must not lose them by that.
 */
export function podSelector(
  selector: SelectorLabels,
  otherNames: ReadonlySet<string> = new Set(),
): LabelSelector {
  if (otherNames.size === 0) return { matchLabels: selector };
  const { [nameLabel]: name, ...matchLabels } = selector;
  const values = [name, ...otherNames];
  return { matchLabels, matchExpressions: [{ key: nameLabel, operator: 'In', values }] };
}

const nameLabel = 'app.kubernetes.io/name';

/** Labels of every object. The selector's labels cannot be overridden: the Service would lose its pods. */
export function objectLabels(spec: GoPodSpec, selector: SelectorLabels): Readonly<Record<string, string>> {
  return {
    ...selector,
    ...(spec.component !== undefined && { 'app.kubernetes.io/component': spec.component }),
    ...(spec.partOf !== undefined && { 'app.kubernetes.io/part-of': spec.partOf }),
    ...managedByLabel,
    ...spec.labels,
    ...selector,
  };
}

/**
 * Label of what runs a version, the workload and its pods. The other objects do without it, so that a new image is
 * a change of one object and not of ten.
 */
export function versionLabel(version: string | undefined): Readonly<Record<string, string>> {
  const value = version === undefined ? '' : labelValue(version);
  return value === '' ? {} : { 'app.kubernetes.io/version': value };
}

/** What an image says about its version: its tag, else the beginning of its digest. */
export function imageVersion(image: ImageReference | undefined): string | undefined {
  if (image?.tag !== undefined) return image.tag;
  return image?.digest?.replace(/^.*:/, '').slice(0, 12);
}

/** The nearest valid label value: at most 63 of letters, digits, `-`, `_` and `.`, with a letter or digit at both ends. */
export function labelValue(text: string): string {
  return text
    .replace(/[^A-Za-z0-9._-]/g, '-')
    .slice(0, 63)
    .replace(/^[^A-Za-z0-9]+/, '')
    .replace(/[^A-Za-z0-9]+$/, '');
}
