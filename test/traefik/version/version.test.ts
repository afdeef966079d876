import { readFileSync } from 'node:fs';
import {
  VersionError,
  changeList,
  changesBetween,
  compareVersions,
  isVersion,
  provenVersions,
  readVersion,
  unprovenNote,
} from '../../../lib/traefik/version';

describe('a version of Traefik', () => {
  it('is the newest that is proven where none is named', () => {
    expect(readVersion().text).toBe(provenVersions[0]);
    expect(readVersion().isProven).toBe(true);
  });

  it('is written with or without a v', () => {
    expect(readVersion('v3.7.13').text).toBe('3.7.13');
    expect(readVersion('3.7.13').text).toBe('3.7.13');
  });

  it('may name a line alone, for the newest of it that is proven', () => {
    expect(readVersion('3.7').text).toBe(provenVersions[0]);
    expect(readVersion('v3.6').text).toBe('3.6.0');
  });

  it.each(['', '3', '2.11.0', '4.0.0', 'latest', '3.7.13-rc1', '3.7.x', 'v', ' 3.7.9'])(
    'is not "%s"',
    (text) => {
      expect(isVersion(text)).toBe(false);
      expect(() => readVersion(text)).toThrow(VersionError);
    },
  );

  it('is ordered by its numbers, not as text', () => {
    expect(compareVersions('3.7.9', '3.7.13')).toBeLessThan(0);
    expect(compareVersions('3.10.0', '3.9.20')).toBeGreaterThan(0);
    expect(compareVersions('3.7.9', '3.7.9')).toBe(0);
  });

  it('beyond those proven is modelled as the nearest, which is said', () => {
    expect(unprovenNote(readVersion('3.9.1'))).toMatch(/newer than .* modelled as 3\.7\.13/);
    expect(unprovenNote(readVersion('3.1.0'))).toContain(`modelled as ${provenVersions.at(-1)}`);
    expect(unprovenNote(readVersion('3.7.12'))).toContain('was not compared');
    expect(unprovenNote(readVersion())).toBeUndefined();
    expect(changesBetween(readVersion('3.7.13'), readVersion('3.9.1'))).toEqual([]);
  });
});

describe('what releases changed', () => {
  it('stands in docs/versions.md, which `npm run versions` writes', () => {
    const page = readFileSync('docs/versions.md', 'utf8');
    for (const { title, since } of changeList) expect(page).toContain(`### ${title}\n\nSince ${since}`);
  });

  it('is known with the release it came with', () => {
    const releases = changeList.map(({ since }) => since);
    expect(releases.filter((since) => !isVersion(since))).toEqual([]);
    expect(releases).toEqual(releases.toSorted(compareVersions));
  });
});
