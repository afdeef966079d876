import { isFailed, itemAt } from '../../../core/base';
import { parseImage, podOf } from '../../../core/kubernetes';
import type { ApiObjectData } from '../../../core/manifest';
import type { ImageOverrider } from './image-overrider';
import { type Operation, pointerTo } from './json-patch';
import { overridden } from './overriders';

/**
 * How all images of an object come from another registry. Where Karmada's own way leaves an image out (an init container, a
 * CronJob) or would lose its digest beside a tag, the whole image is written.
 */
export function imagesFrom(
  registry: string,
  object: ApiObjectData,
): { readonly imageOverrider?: readonly ImageOverrider[]; readonly plaintext: readonly Operation[] } {
  const fields = (podOf(object)?.containers ?? []).map(({ field }) => [...field, 'image']);
  const imageOverrider: readonly ImageOverrider[] = [
    { component: 'Registry', operator: 'replace', value: registry },
  ];
  const byKarmada = overridden(object, { imageOverrider });
  const arrived = isFailed(byKarmada) ? object : byKarmada.value;
  const isOfUse = fields.some((field) => itemAt(arrived, field) !== itemAt(object, field));
  const plaintext = fields.flatMap((field): readonly Operation[] => {
    const value = inRegistry(registry, itemAt(object, field));
    if (value === undefined || itemAt(arrived, field) === value) return [];
    return [{ path: pointerTo(field), operator: 'replace', value }];
  });
  return { ...(isOfUse && { imageOverrider }), plaintext };
}

/** What ko builds has a registry once it is built. */
function inRegistry(registry: string, image: unknown): string | undefined {
  const parts = typeof image === 'string' ? parseImage(image) : undefined;
  if (!parts || parts.ko) return undefined;
  const { repository, tag, digest } = parts;
  return `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
