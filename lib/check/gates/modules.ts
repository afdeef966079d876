import { isPlainMap } from '../../core/base';
import { jsonStream } from './govulncheck';

/** A module that should be another version. */
export interface StaleModule {
  readonly module: string;
  readonly version: string;
  /** Why its authors took the version back; undefined where they did not. */
  readonly retracted?: string;
  /** Why its authors gave it up; undefined where they did not. */
  readonly deprecated?: string;
  /** The newest version, where that is another one. */
  readonly update?: string;
}

/**
 * What `go list -m -u -retracted -json all` says of the modules that a program requires itself.
 *
 * Source: cmd/go, internal/modinfo (`ModulePublic`)
 *
 * @returns undefined where the text is not what go list prints
 */
export function readModules(text: string): readonly StaleModule[] | undefined {
  const modules = jsonStream(text);
  if (!modules || modules.length === 0 || !modules.every(({ Path }) => typeof Path === 'string'))
    return undefined;
  return modules.flatMap((module): readonly StaleModule[] => {
    const { Path, Version, Main, Indirect, Update, Retracted, Deprecated } = module;
    if (Main === true || Indirect === true || typeof Path !== 'string') return [];
    const update =
      isPlainMap(Update) && typeof Update['Version'] === 'string' ? Update['Version'] : undefined;
    const retracted = Array.isArray(Retracted) ? Retracted.map(String).join('; ') : undefined;
    const deprecated = typeof Deprecated === 'string' && Deprecated !== '' ? Deprecated : undefined;
    if (update === undefined && retracted === undefined && deprecated === undefined) return [];
    return [
      {
        module: Path,
        version: typeof Version === 'string' ? Version : '',
        ...(retracted !== undefined && { retracted }),
        ...(deprecated !== undefined && { deprecated }),
        ...(update !== undefined && { update }),
      },
    ];
  });
}
