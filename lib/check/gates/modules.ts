import { isPlainMap } from '../../core/base';
import { jsonStream } from './govulncheck';

/** A module that should be another version, or of which go could not say whether it should. */
export interface StaleModule {
  readonly module: string;
  readonly version: string;
  /** Why its authors took the version back; undefined where they did not. */
  readonly retracted?: string;
  /** Why its authors gave it up; undefined where they did not. */
  readonly deprecated?: string;
  /** Why go could not look at it; undefined where it did. */
  readonly unread?: string;
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
    const { Path, Version, Main, Indirect, Update, Retracted, Deprecated, Error: failure } = module;
    if (Main === true || Indirect === true || typeof Path !== 'string') return [];
    const update =
      isPlainMap(Update) && typeof Update['Version'] === 'string' ? Update['Version'] : undefined;
    const retracted = Array.isArray(Retracted) ? Retracted.map(String).join('; ') : undefined;
    const deprecated = typeof Deprecated === 'string' && Deprecated !== '' ? Deprecated : undefined;
    const unread = isPlainMap(failure) ? String(failure['Err']) : undefined;
    if ([update, retracted, deprecated, unread].every((said) => said === undefined)) return [];
    return [
      {
        module: Path,
        version: typeof Version === 'string' ? Version : '',
        ...(retracted !== undefined && { retracted }),
        ...(deprecated !== undefined && { deprecated }),
        ...(unread !== undefined && { unread }),
        ...(update !== undefined && { update }),
      },
    ];
  });
}
