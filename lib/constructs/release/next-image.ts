import { parseImage } from '../workload';

/**
 * The image of the next version: the one that is named, else the service's own with another tag. Undefined where
 * neither says one.
 */
export function nextImage(
  own: string,
  { image, version }: { readonly image?: string; readonly version?: string },
): string | undefined {
  if (version === undefined || (image !== undefined && saysVersion(image))) return image;
  const { registry, repository, ko = true } = parseImage(image ?? own) ?? {};
  if (repository === undefined || ko) return image;
  return `${registry === undefined ? '' : `${registry}/`}${repository}:${version}`;
}

/** Whether an image says which version of it is meant. */
export function saysVersion(image: string): boolean {
  const { tag, digest, ko } = parseImage(image) ?? {};
  return tag !== undefined || digest !== undefined || ko === true;
}
