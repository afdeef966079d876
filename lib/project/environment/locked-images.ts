import { dirname, join } from 'node:path';
import { isThere, readText } from '../../core/file';
import { type FieldPath, type Problem, ProblemError, hasErrors, problemAt } from '../../core/finding';
import { readLayer } from './layer';
import type * as Releases from '../../constructs/release';
import { changedAt, eachEntry, isText, mapAt, programSections } from './map-nodes';
import { type MapNode, type Node, type Origin, type ScalarNode, mapNode, scalarNode } from './node';

/** Name of the file beside a folder of environments that says which images references stand for (docs/go.md). */
const lockName = 'images.lock.yaml';

/** An image that a reference stands for. */
interface LockedImage {
  /** With its digest. */
  readonly image: string;
  /** What it was built for: `linux/amd64`. @default not known */
  readonly platforms?: readonly string[];
  readonly origin: Origin;
}

/** The images beside a folder of environments, by the references that stand for them. */
export interface ImageLock {
  readonly images: ReadonlyMap<string, LockedImage>;
  readonly problems: readonly Problem[];
}

/** Reads the lock beside a folder of environments; undefined where there is none. */
export function readImageLock(folder: string): ImageLock | undefined {
  const file = join(dirname(folder), lockName).replaceAll('\\', '/');
  return isThere(file) ? readLock(file) : undefined;
}

/**
 * The images of a lock, by the references that stand for them.
 *
 * @throws ProblemError with all that is wrong with it
 */
export function readLockedImages(file: string): ImageLock['images'] {
  const { images, problems } = readLock(file);
  if (hasErrors(problems)) throw new ProblemError(problems);
  return images;
}

function readLock(file: string): ImageLock {
  const { layer, problems: found } = readLayer({ file, text: readText(file) });
  const problems = [...found];
  const images = new Map<string, LockedImage>();
  const listed = layer?.entries.get('images');
  for (const [key, node] of layer?.entries ?? []) {
    if (key !== 'images' || node.kind !== 'map')
      problems.push(invalid(node, [key], `It has one map, "images".`));
  }
  for (const [reference, node] of listed?.kind === 'map' ? listed.entries : []) {
    const locked = lockedOf(node);
    if (typeof locked === 'string') problems.push(invalid(node, ['images', reference], locked));
    else images.set(reference, locked);
  }
  return { images, problems };
}

/** Whether an image names its content; whether it is one at all is looked at where it is used. */
function hasDigest(image: string): boolean {
  return /^\S+@(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(image);
}

function lockedOf(node: Node): LockedImage | string {
  const wanted = 'It is an image with its digest, or a map of "image" and "platforms".';
  const image = node.kind === 'map' ? node.entries.get('image') : node;
  if (image?.kind !== 'scalar' || typeof image.value !== 'string') return wanted;
  if (!hasDigest(image.value)) return `${JSON.stringify(image.value)} is no image with a digest.`;
  const platforms = node.kind === 'map' ? node.entries.get('platforms') : undefined;
  if (!platforms) return { image: image.value, origin: image.origin };
  if (platforms.kind !== 'list') return wanted;
  const texts = platforms.items.map((item) => (item.kind === 'scalar' ? String(item.value) : ''));
  const bad = texts.find((text) => !/^[a-z\d]+\/[a-z\d]+(?:\/v\d+)?$/.test(text));
  if (bad !== undefined) return `${JSON.stringify(bad)} is no platform; write linux/amd64, for example.`;
  return { image: image.value, platforms: texts, origin: image.origin };
}

function invalid(node: Node, field: FieldPath, message: string): Problem {
  return problemAt({ location: node.origin.place(), field }, { rule: 'invalid-image-lock', message });
}

/** Puts the images that a lock has in the place of the references that stand for them, and holds all to `images`. */
export function withLockedImages(
  root: MapNode,
  lock: ImageLock | undefined,
): { readonly root: MapNode; readonly problems: readonly Problem[] } {
  const policy = policyOf(root);
  const problems: Problem[] = [];
  const image = (node: Node, field: FieldPath, program: MapNode): Node => {
    if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.broken) return node;
    const locked = lock?.images.get(node.value);
    if (policy.digests && !locked && !hasDigest(node.value)) {
      problems.push(unlocked(node, node.value, field));
    }
    const wanted = chosenArchitecture(program) ?? policy.architectures;
    // Of a platform the variant (linux/arm64/v8) is no part of what nodes say of themselves.
    const built = locked?.platforms?.map((platform) => platform.split('/').slice(0, 2).join('/'));
    const missing = built ? wanted.filter((each) => !built.includes(`linux/${each}`)) : [];
    if (missing.length > 0) problems.push(notForAll(program, node.value, field, missing));
    return locked
      ? scalarNode(locked.image, { place: locked.origin.place, sources: node.origin.sources })
      : node;
  };
  const locked = programSections.reduce<MapNode>(
    (node, section) =>
      changedAt(node, [section], (all) =>
        eachEntry(all, (program, name) => withImages(program, [section, name], image)),
      ),
    root,
  );
  return { root: locked, problems };
}

type Replace = (node: Node, field: FieldPath, program: MapNode) => Node;

/** A program with its own image, that of its next version and those of its init containers replaced. */
function withImages(program: MapNode, field: FieldPath, replace: Replace): MapNode {
  const one = (container: MapNode, at: FieldPath): MapNode => {
    const image = container.entries.get('image');
    if (!image) return container;
    const replaced = replace(image, [...at, 'image'], program);
    if (replaced === image) return container;
    return mapNode(new Map(container.entries).set('image', replaced), container.origin, container.replaces);
  };
  const own = withNextImage(one(program, field), program, field, replace);
  const init = own.entries.get('initContainers');
  if (init?.kind !== 'map') return own;
  const changed = eachEntry(init, (container, name) => one(container, [...field, 'initContainers', name]));
  if (changed === init) return own;
  return mapNode(new Map(own.entries).set('initContainers', changed), own.origin, own.replaces);
}

/**
 * A program whose next version is the image that stands for it: a tag that a release gives is one of the image that the
 * program has.
 */
function withNextImage(own: MapNode, program: MapNode, field: FieldPath, replace: Replace): MapNode {
  const release = mapAt(own, 'release');
  const [image, version] = [textAt(release, 'image'), textAt(release, 'version')];
  const told = version ?? image;
  if (!release || !told) return own;
  const reference = nextReference(textAt(program, 'image')?.value, image?.value, version?.value);
  if (reference === undefined) return own;
  const node = scalarNode(reference, told.origin);
  const next = replace(node, [...field, 'release', version ? 'version' : 'image'], program);
  if (next === node) return own;
  const entries = new Map(release.entries).set('image', next);
  // A version beside an image that says its own stays, to be told.
  if (reference !== image?.value) entries.delete('version');
  const changed = mapNode(entries, release.origin, release.replaces);
  return mapNode(new Map(own.entries).set('release', changed), own.origin, own.replaces);
}

function textAt(
  node: MapNode | undefined,
  key: string,
): (ScalarNode & { readonly value: string }) | undefined {
  const found = node?.entries.get(key);
  return found && isText(found) && !found.broken ? found : undefined;
}

function nextReference(
  own: string | undefined,
  image: string | undefined,
  version: string | undefined,
): string | undefined {
  if (version === undefined) return image;
  // oxlint-disable-next-line typescript/no-require-imports -- an import would load it for environments without releases too
  const { nextImage }: typeof Releases = require('../../constructs/release');
  return nextImage(own ?? '', { ...(image !== undefined && { image }), version });
}

function policyOf(root: MapNode): { readonly digests: boolean; readonly architectures: readonly string[] } {
  const images = mapAt(root, 'images');
  const digests = images?.entries.get('digests');
  const architectures = images?.entries.get('architectures');
  return {
    digests: digests?.kind === 'scalar' && digests.value === 'required',
    architectures:
      architectures?.kind === 'list'
        ? architectures.items.flatMap((item) => (item.kind === 'scalar' ? [String(item.value)] : []))
        : [],
  };
}

/** The architecture of the nodes that a program chooses; undefined where it chooses none. */
function chosenArchitecture(program: MapNode): readonly string[] | undefined {
  const chosen = mapAt(mapAt(program, 'placement'), 'nodeSelector')?.entries.get('kubernetes.io/arch');
  return chosen?.kind === 'scalar' ? [String(chosen.value)] : undefined;
}

function unlocked(node: Node, image: string, field: FieldPath): Problem {
  const message = `${JSON.stringify(image)} has no digest, and ${lockName} has none for it.`;
  return problemAt({ location: node.origin.place(), field }, { rule: 'image-without-digest', message });
}

function notForAll(node: Node, image: string, field: FieldPath, missing: readonly string[]): Problem {
  const platforms = missing.map((each) => `linux/${each}`).join(' and ');
  const message = `${JSON.stringify(image)} is not built for ${platforms}.`;
  return problemAt({ location: node.origin.place(), field }, { rule: 'image-not-for-nodes', message });
}
