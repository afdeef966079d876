import { type ChangeName, type NamedChange, changeList } from './changes';

/** The releases that the model was compared with, as real programs: newest first. */
export const provenVersions: readonly [string, ...string[]] = ['3.7.13', '3.7.9'];

/** One release of Traefik, as what it does otherwise than others. */
export interface TraefikVersion {
  /** For example `3.7.13`. */
  readonly text: string;
  /** Whether the model was compared with this very release. */
  readonly isProven: boolean;
  /** Whether the release has a change. */
  has(change: ChangeName): boolean;
}

/** A text that names no release of Traefik v3. */
export class VersionError extends Error {
  override readonly name = 'VersionError';
}

const cache = new Map<string, TraefikVersion>();

/**
 * The release that a text names: `3.7.13`, `v3.7.13`, or `3.7` for the newest of its line that is proven.
 *
 * @throws VersionError where it names none of Traefik v3
 */
export function readVersion(text: string = provenVersions[0]): TraefikVersion {
  const known = cache.get(text);
  if (known) return known;
  const version = makeVersion(wholeText(text));
  cache.set(text, version);
  return version;
}

/** What is to be told of a release that was not compared with the model; undefined of one that was. */
export function unprovenNote({ text, isProven }: TraefikVersion): string | undefined {
  if (isProven) return undefined;
  const newest = newestKnown();
  const oldest = provenVersions.at(-1) ?? newest;
  if (compareVersions(text, newest) > 0)
    return `Traefik ${text} is newer than what the model was compared with: it is modelled as ${newest}.`;
  if (compareVersions(text, oldest) < 0)
    return `Traefik ${text} is older than what the model was compared with: it is modelled as ${oldest}.`;
  return `Traefik ${text} was not compared with the model: it is modelled by what is known of the changes up to it.`;
}

/** Beyond this release nothing is known of what changed. */
function newestKnown(): string {
  const known = [...provenVersions, ...changeList.map(({ since }) => since)];
  return known.toSorted(compareVersions).at(-1) ?? provenVersions[0];
}

/** Negative where the first release came before the second. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one.split('.').map(Number), other.split('.').map(Number)];
  const at = a.findIndex((number, index) => number !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** What a release has that another one has not, oldest first. */
export function changesBetween(from: TraefikVersion, to: TraefikVersion): readonly NamedChange[] {
  return changeList.filter(({ name }) => to.has(name) && !from.has(name));
}

/** Whether a value names a release of Traefik v3. */
export function isVersion(value: unknown): value is string {
  return typeof value === 'string' && released.test(value);
}

/** What to write instead of a text that names no release. */
function instead(text: string): string {
  const [, candidateOf] = /^v?(3(?:\.\d{1,4}){1,2})-/.exec(text) ?? [];
  if (candidateOf !== undefined) return `write ${candidateOf}, the release that it came before`;
  const example = `write for example ${provenVersions.join(' or ')}`;
  return /^v?[12](?:\.|$)/.test(text) ? `${example}; \`lint --fix\` rewrites the rules of v2` : example;
}

const released = /^v?(3\.\d{1,4})(?:\.(\d{1,4}))?$/;

function makeVersion(text: string): TraefikVersion {
  const there = new Set(
    changeList.filter(({ since }) => compareVersions(since, text) <= 0).map(({ name }) => name),
  );
  return {
    text,
    isProven: provenVersions.includes(text),
    has: (name) => there.has(name),
  };
}

function wholeText(text: string): string {
  const [, line, patch] = released.exec(text) ?? [];
  if (line === undefined) throw new VersionError(`"${text}" is no version of Traefik v3: ${instead(text)}`);
  if (patch !== undefined) return `${line}.${patch}`;
  return provenVersions.find((proven) => proven.startsWith(`${line}.`)) ?? `${line}.0`;
}
