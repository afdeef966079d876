import { type Attempt, failed, made } from '../../../core/base';
import { type ImageReference, parseImage } from '../../../core/kubernetes';

/** How a part of an image is otherwise, as `imageOverrider` has it. */
export interface ImageOverrider {
  readonly component: 'Registry' | 'Repository' | 'Tag';
  readonly operator: 'add' | 'remove' | 'replace';
  readonly value?: string;
}

/**
 * An image as Karmada changes it: of a tag and a digest it keeps the tag alone.
 *
 * @see https://github.com/karmada-io/karmada/blob/master/pkg/util/imageparser/parser.go
 */
export function overriddenImage(image: string, overrider: ImageOverrider): Attempt<string> {
  const parts = parseImage(image);
  if (!parts || parts.ko) return failed(`"${image}" is no image reference`);
  const { registry, repository } = hostOf(parts);
  const { tag, digest = '' } = parts;
  const { component, operator, value = '' } = overrider;
  const changed = (before: string): string => {
    if (operator === 'remove') return '';
    return operator === 'add' ? before + value : value;
  };
  const version = tag ?? digest;
  if (component === 'Registry') return made(textOf(changed(registry), repository, version));
  if (component === 'Repository') return made(textOf(registry, changed(repository), version));
  const wanted = changed(version);
  // What is neither a tag nor a digest changes nothing.
  const isVersion = wanted === '' ? operator === 'remove' : tagOrDigest.test(wanted);
  return made(textOf(registry, repository, isVersion ? wanted : version));
}

const tagOrDigest = /^(?:\w[\w.-]{0,127}|[a-z][a-z0-9]*(?:[-_+.][a-z][a-z0-9]*)*:[0-9a-f]{32,})$/i;

/** A first part of upper case letters alone is a registry for a node, and for Karmada a part of the repository. */
function hostOf({ registry = '', repository }: ImageReference): {
  readonly registry: string;
  readonly repository: string;
} {
  const isHost = registry === 'localhost' || /[.:]/.test(registry);
  return isHost ? { registry, repository } : { registry: '', repository: textOf(registry, repository, '') };
}

function textOf(registry: string, repository: string, version: string): string {
  const name = registry === '' ? repository : `${registry}/${repository}`;
  if (version === '') return name;
  return `${name}${version.includes(':') ? '@' : ':'}${version}`;
}
