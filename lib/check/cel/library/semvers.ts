import { CelError } from '../fault';
import type { Library } from '../signature';
import type { CelOpaque } from '../values';

interface Semver {
  readonly numbers: readonly [bigint, bigint, bigint];
  readonly pre: readonly (string | bigint)[];
}

const syntax =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** Source: github.com/blang/semver/v4 */
function readSemver(text: string): Semver | undefined {
  const found = syntax.exec(text);
  if (!found) return undefined;
  const [major = '', minor = '', patch = '', pre] = found.slice(1);
  const parts = pre === undefined ? [] : pre.split('.');
  if (parts.some((part) => /^0\d+$/.test(part))) return undefined;
  const numbers = [BigInt(major), BigInt(minor), BigInt(patch)] as const;
  if (numbers.some((number) => number >= 2n ** 64n)) return undefined;
  return { numbers, pre: parts.map((part) => (/^\d+$/.test(part) ? BigInt(part) : part)) };
}

/** Takes a `v`, leading zeros and parts that are left out. */
function readLoosely(text: string): Semver | undefined {
  const parts = text.replace(/^v/, '').split('.');
  const three = parts.length > 3 ? [...parts.slice(0, 2), parts.slice(2).join('.')] : parts;
  if (three.length < 3 && /[+-]/.test(three.at(-1) ?? '')) return undefined;
  const stripped = three.map((part) => (part.length > 1 ? part.replace(/^0+(?=\d)/, '') : part));
  while (stripped.length < 3) stripped.push('0');
  return readSemver(stripped.join('.'));
}

function semverOf(semver: Semver): CelOpaque {
  const text = `${semver.numbers.join('.')}-${semver.pre.join('.')}`;
  return { kind: 'semver', data: semver, key: text };
}

function semverIn({ data }: CelOpaque): Semver {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `semverOf` has put there
  return data as Semver;
}

function compareParts(one: string | bigint, two: string | bigint): number {
  if (typeof one === typeof two) return one < two ? -1 : one > two ? 1 : 0;
  // Numbers come before words.
  return typeof one === 'bigint' ? -1 : 1;
}

function compareSemvers(first: CelOpaque, second: CelOpaque): number {
  const [one, two] = [semverIn(first), semverIn(second)];
  for (const [index, number] of one.numbers.entries()) {
    const order = compareParts(number, two.numbers[index] ?? 0n);
    if (order !== 0) return order;
  }
  if (one.pre.length === 0 || two.pre.length === 0) return Math.sign(two.pre.length - one.pre.length);
  for (const [index, part] of one.pre.entries()) {
    const other = two.pre[index];
    if (other === undefined) return 1;
    const order = compareParts(part, other);
    if (order !== 0) return order;
  }
  return one.pre.length < two.pre.length ? -1 : 0;
}

function make(text: string, isLoose: boolean): CelOpaque {
  const semver = isLoose ? readLoosely(text) : readSemver(text);
  if (semver) return semverOf(semver);
  throw new CelError(`"${text}" is no semantic version`);
}

/** Versions. Source: k8s.io/apiserver, pkg/cel/library/semverlib.go */
export const semvers: Library = {
  'semver(string): semver': (text: string) => make(text, false),
  'semver(string, bool): semver': make,
  'isSemver(string): bool': (text: string) => readSemver(text) !== undefined,
  'isSemver(string, bool): bool': (text: string, isLoose: boolean) =>
    (isLoose ? readLoosely(text) : readSemver(text)) !== undefined,
  'semver .isGreaterThan(semver): bool': (one: CelOpaque, two: CelOpaque) => compareSemvers(one, two) > 0,
  'semver .isLessThan(semver): bool': (one: CelOpaque, two: CelOpaque) => compareSemvers(one, two) < 0,
  'semver .compareTo(semver): int': (one: CelOpaque, two: CelOpaque) => BigInt(compareSemvers(one, two)),
  'semver .major(): int': (semver: CelOpaque) => semverIn(semver).numbers[0],
  'semver .minor(): int': (semver: CelOpaque) => semverIn(semver).numbers[1],
  'semver .patch(): int': (semver: CelOpaque) => semverIn(semver).numbers[2],
};
