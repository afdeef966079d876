import { ProblemError } from '../../../../lib/core/finding';
import { readStaticConfiguration } from '../../../../lib/traefik/model';
import { readVersion } from '../../../../lib/traefik/version';

const problemsOf = (configuration: object, version: string): readonly string[] => {
  try {
    readStaticConfiguration(configuration, undefined, readVersion(version));
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map(({ message }) => message);
    throw error;
  }
};

describe('an option that came with a later release', () => {
  const configuration = {
    core: { strictTLSOptions: true },
    EntryPoints: { web: { address: ':80', HTTP: { aliasheadersstrategy: 'delete' } } },
    providers: { kubernetesCRD: { safeNaming: true, defaultTLSResourcesNamespace: 'traefik' } },
  };

  it('keeps an older Traefik from starting, which names each with its release', () => {
    expect(problemsOf(configuration, '3.7.9')).toEqual([
      'core.strictTLSOptions is no field that Traefik 3.7.9 knows: it came with 3.7.11.',
      'providers.kubernetesCRD.defaultTLSResourcesNamespace is no field that Traefik 3.7.9 knows: it came with 3.7.11.',
      'providers.kubernetesCRD.safeNaming is no field that Traefik 3.7.9 knows: it came with 3.7.11.',
      'EntryPoints.web.HTTP.aliasheadersstrategy is no field that Traefik 3.7.9 knows: it came with 3.7.12.',
    ]);
  });

  it('is read by those that have it', () => {
    expect(problemsOf(configuration, '3.7.11')).toEqual([
      'EntryPoints.web.HTTP.aliasheadersstrategy is no field that Traefik 3.7.11 knows: it came with 3.7.12.',
    ]);
    expect(problemsOf(configuration, '3.7.13')).toEqual([]);
  });

  it('may stand beside the one that it replaces only with the same value', () => {
    const both = (alias: string): object => ({
      entryPoints: {
        web: { address: ':80', http: { aliasHeadersStrategy: alias, underscoreHeadersStrategy: 'delete' } },
      },
    });
    expect(problemsOf(both('delete'), '3.7.13')).toEqual([]);
    expect(problemsOf(both('reject'), '3.7.13')).toEqual([
      'entryPoints.web.http.aliasHeadersStrategy must be the same as underscoreHeadersStrategy, or stand alone.',
    ]);
    expect(problemsOf(both('drop'), '3.7.13')[0]).toContain('must be keep, delete or reject');
  });
});
