import { pathUnescape } from '../../../traefik/request';
import { fromBytes, parseTarget, toBytes } from '../../../traefik/rule';
import type { BackendName } from '../claim';

/** How a backend reads paths, where it reads them otherwise than Traefik's rules. */
export interface Reading {
  /** Whether it decodes all that is percent-encoded, before it resolves `//`, `/./` and `/../`. */
  readonly decodes: boolean;
  /** Whether capital letters are small ones for it. */
  readonly folds: boolean;
}

const decoded = { decodes: true, folds: false };
const caseless = { decodes: true, folds: true };

const readings: Readonly<Record<BackendName, Reading | undefined>> = {
  'as-is': undefined,
  clean: { decodes: false, folds: false },
  decoded,
  'caseless-decoded': caseless,
  'go-servemux': decoded,
  nginx: decoded,
  apache: decoded,
  iis: caseless,
};

/** How a backend reads paths; undefined where it reads them as Traefik's rules do. */
export function readingOf(backend: BackendName = 'as-is'): Reading | undefined {
  return readings[backend];
}

/** What a backend makes of the path that it gets, from the target of a request line. */
export function readPath({ decodes, folds }: Reading, target: string): string {
  const [written = ''] = target.split('?', 1);
  const path = decodes ? pathUnescape(toBytes(written)) : parseTarget(toBytes(written))?.path;
  const clean = cleanPath(fromBytes(path ?? toBytes(written)));
  return folds ? foldCase(clean) : clean;
}

/** Small letters for capital ones, of ASCII alone. */
export function foldCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** A path without `//`, `/./` and `/../`; a slash at its end stays. */
function cleanPath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const clean = `/${kept.join('/')}`;
  return path.endsWith('/') && clean !== '/' ? `${clean}/` : clean;
}
