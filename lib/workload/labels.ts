import type { ImageReference } from './image';
import type { GoServiceSpec } from './spec';

/** Labels that select the pods of a service. Kubernetes never lets a selector change, so it holds names alone. */
export type SelectorLabels = Readonly<
  Record<'app.kubernetes.io/name' | 'app.kubernetes.io/instance', string>
>;

/** The selector of a service; its version is left out on purpose. */
export function selectorLabels(name: string, instance = name): SelectorLabels {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': instance };
}

/** Labels of every object and of the pods. The selector's labels cannot be overridden: pods would be lost. */
export function objectLabels(
  spec: GoServiceSpec,
  image: ImageReference | undefined,
  selector: SelectorLabels,
): Readonly<Record<string, string>> {
  const version = spec.version ?? imageVersion(image);
  return {
    ...selector,
    ...(version !== undefined && { 'app.kubernetes.io/version': labelValue(version) }),
    ...(spec.component !== undefined && { 'app.kubernetes.io/component': spec.component }),
    ...(spec.partOf !== undefined && { 'app.kubernetes.io/part-of': spec.partOf }),
    'app.kubernetes.io/managed-by': 'cdk8s-traefik',
    ...spec.labels,
    ...selector,
  };
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
