import { createHash } from 'node:crypto';
import { isPlainMap } from '../../core/base';
import { type GoModule, importPath } from './workspace';

/** An image that was built, with what it was built for where that is known. */
export interface BuiltImage {
  /** `registry/repository:tag@sha256:…` */
  readonly image: string;
  /** `linux/amd64` … @default not known */
  readonly platforms?: readonly string[];
}

/** Images by what stands for them: a reference with a tag, or `ko://` with the import path of a program. */
export type ImageLockEntries = ReadonlyMap<string, BuiltImage>;

/** A line of what a build wrote that says nothing of an image. */
export interface UnknownLine {
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
}

export interface BuiltImages {
  readonly images: ImageLockEntries;
  readonly unknown: readonly UnknownLine[];
}

const digested = /^(?<name>[^\s@]+)@(?<digest>sha256:[0-9a-f]{64})$/;

/**
 * Reads what a build says of its images: the lines that `--image-refs` of `ko build` and `ko resolve` writes, or
 * goreleaser's dist/artifacts.json. Of several lines of one program, the first is the image for all platforms.
 *
 * Source: github.com/google/ko, pkg/publish/recorder.go
 *
 * @param modules whose programs the images are of; ko's names tell them apart
 * @returns the images, and the lines of the text that are none that could be told
 */
export function builtImages(text: string, modules: readonly GoModule[]): BuiltImages {
  const images = new Map<string, BuiltImage>();
  const unknown: UnknownLine[] = [];
  if (/^\s*[[{]/.test(text)) return builtArtifacts(text);
  const programs = modules.flatMap(({ path, mains }) => mains.map(({ dir }) => importPath(path, dir)));
  for (const [index, written] of text.split('\n').entries()) {
    const line = written.trim();
    if (line === '') continue;
    const { name } = digested.exec(line)?.groups ?? {};
    const found = name === undefined ? [] : programs.filter((program) => isOf(name, program, programs));
    const [program] = found;
    if (program === undefined || found.length > 1)
      unknown.push({ line: index + 1, reason: `${JSON.stringify(line)} is the image of no program here` });
    // An index of images for several platforms comes first, and then each of these.
    else if (!images.has(`ko://${program}`)) images.set(`ko://${program}`, { image: line });
  }
  return { images, unknown };
}

/**
 * Whether ko gives an image of this name to a program: the import path (`--preserve-import-paths`), its last element
 * (`--base-import-paths`), or that with the path's hash. The same last element of two programs says nothing.
 *
 * Source: github.com/google/ko, pkg/commands/options/publish.go
 */
function isOf(name: string, program: string, programs: readonly string[]): boolean {
  const repository = name.replace(/:[\w][\w.-]*$/, '');
  const base = lastElement(program);
  const hash = createHash('md5').update(program).digest('hex');
  const lower = program.toLowerCase();
  if (repository.endsWith(`/${base}-${hash}`) || repository.endsWith(`/${lower}`)) return true;
  const isAlone = programs.filter((other) => lastElement(other) === base).length === 1;
  return isAlone && repository.endsWith(`/${base}`);
}

function lastElement(path: string): string {
  return (path.split('/').at(-1) ?? '').toLowerCase();
}

interface Artifact extends BuiltImage {
  readonly reference: string;
}

function builtArtifacts(text: string): BuiltImages {
  const list = parsedJson(text);
  if (!Array.isArray(list)) {
    const line = text.trimEnd().split('\n').length;
    const reason =
      list === undefined ? 'it ends before its JSON does, or is none' : 'it is no list of artifacts';
    return { images: new Map(), unknown: [{ line, reason }] };
  }
  const images = artifactsOf(list).map(({ reference, ...image }) => [reference, image] as const);
  return { images: new Map(images), unknown: [] };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The images of goreleaser's list of artifacts. */
function artifactsOf(list: readonly unknown[]): readonly Artifact[] {
  return list.flatMap((each: unknown): readonly Artifact[] => {
    if (
      !isPlainMap(each) ||
      typeof each['type'] !== 'string' ||
      !/^Docker (?:Image|Manifest)/.test(each['type'])
    )
      return [];
    const { name, extra } = each;
    const digest = isPlainMap(extra) ? extra['Digest'] : undefined;
    if (typeof name !== 'string' || typeof digest !== 'string' || !digested.test(`x@${digest}`)) return [];
    const { goos, goarch } = each;
    const platform =
      typeof goos === 'string' && typeof goarch === 'string' ? [`${goos}/${goarch}`] : undefined;
    return [{ reference: name, image: `${name}@${digest}`, ...(platform && { platforms: platform }) }];
  });
}
