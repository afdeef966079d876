/** The newest version of Go that this program was compared with: 1.26. */
export const newestMinor = 26;

/**
 * Below, at or above zero as one version of Go is older than another, the same, or newer. The language version `1.26`
 * comes before `1.26rc1`, and that before `1.26.0`.
 *
 * Follows Go's internal/gover (`Compare`).
 */
export function compareGoVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  const numbers = left.numbers.map((part, index) => part - (right.numbers[index] ?? 0));
  const [major = 0, minor = 0, patch = 0, pre = 0] = numbers;
  return major || minor || patch || compareText(left.kind, right.kind) || pre;
}

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function partsOf(version: string): { readonly numbers: readonly number[]; readonly kind: string } {
  const [, major, minor = '0', patch, kind = '', pre = '0'] =
    /^(\d+)(?:\.(\d+)(?:\.(\d+))?)?([a-z]*)(\d*)$/.exec(version) ?? [];
  // Before Go 1.21 the first release had no patch of its own.
  const first = kind === '' && Number(minor) < 21 ? 0 : -1;
  return {
    numbers: [Number(major), Number(minor), patch === undefined ? first : Number(patch), Number(pre)],
    kind,
  };
}

/** The newest of some versions; of none the newest that this program knows. */
export function newestGoVersion(versions: readonly string[]): string {
  const known = versions.filter((version) => version !== '' && version !== 'default');
  return known.length === 0
    ? `1.${newestMinor}`
    : known.reduce((a, b) => (compareGoVersions(a, b) >= 0 ? a : b));
}
