/** `v1`, `v1.2` or `v1.2.3-pre+build`, as golang.org/x/mod/semver reads it. */
const number = '(?:0|[1-9]\\d*)';
const preRelease = '(?:0|[1-9]\\d*|\\d*[A-Za-z-][\\dA-Za-z-]*)';
const versionPattern = new RegExp(
  `^v(${number})(?:\\.(${number})(?:\\.(${number})(-${preRelease}(?:\\.${preRelease})*)?(\\+[\\dA-Za-z-]+(?:\\.[\\dA-Za-z-]+)*)?)?)?$`,
);

/** A version in full (`v1.2` is `v1.2.0`), without build metadata but `+incompatible`; undefined where it is none. */
export function canonicalVersion(text: string): string | undefined {
  const parts = versionPattern.exec(text);
  if (!parts) return undefined;
  const [, major = '', minor = '0', patch = '0', pre = '', build = ''] = parts;
  return `v${major}.${minor}.${patch}${pre}${build === '+incompatible' ? build : ''}`;
}

/**
 * The major version that a module path ends in (`/v2`, of gopkg.in `.v2`); '' for none, undefined where the path is no
 * module's.
 */
export function pathMajor(path: string): string | undefined {
  if (path.startsWith('gopkg.in/')) {
    const [major] = /\.v\d*(?:-unstable)?$/.exec(path) ?? [];
    if (major === undefined || major === '.v') return undefined;
    return major.startsWith('.v0') && major !== '.v0' ? undefined : major;
  }
  const [major] = /\/v[\d.]+$/.exec(path) ?? [];
  if (major === undefined) return '';
  return /^\/v(?:[2-9]|[1-9]\d+)$/.test(major) ? major : undefined;
}

/** What is wrong with a version of a module whose path ends in this major version; undefined where it fits. */
export function majorMismatch(version: string, major: string): string | undefined {
  const given = /^v\d+/.exec(version)?.[0] ?? '';
  const wanted = major.startsWith('.') ? major.replace(/-unstable$/, '') : major;
  if (version.startsWith('v0.0.0-') && wanted === '.v1') return undefined;
  if (wanted === '') {
    const fits = given === 'v0' || given === 'v1' || version.endsWith('+incompatible');
    return fits ? undefined : `should be v0 or v1, not ${given}`;
  }
  return given === wanted.slice(1) ? undefined : `should be ${wanted.slice(1)}, not ${given}`;
}
