import { editDistance } from '../../../../core/base';

/** How far a host is from what a rule asks for, and what is told of it. */
export interface HostDistance {
  readonly edits: number;
  readonly because?: string;
}

/** Hosts that are further apart than this have nothing to do with one another. */
export const farthestHost = 8;

/** Compares a request's host with the argument of `Host` or `HostSNI`; a wildcard is nearest to what lies below it. */
export function hostDistance(host: string, wanted: string): HostDistance {
  if (/[*\\^$+()[\]{}]/.test(wanted.replace(/^\*\./, ''))) {
    return {
      ...expressionDistance(host, wanted),
      because: 'Host takes names and *.name, no expressions: those are for HostRegexp',
    };
  }
  if (!wanted.startsWith('*.')) return { edits: editDistance(host, wanted, farthestHost + 1) };
  const suffix = wanted.slice(1);
  if (host === wanted.slice(2)) {
    return { edits: 1, because: `${wanted} is for names below ${wanted.slice(2)}, not for that name itself` };
  }
  if (host.endsWith(suffix)) {
    const label = host.slice(0, -suffix.length);
    return { edits: 1, because: `* stands for one label, and "${label}" has ${label.split('.').length}` };
  }
  return { edits: 1 + editDistance(host.replace(/^[^.]*/, ''), suffix, farthestHost) };
}

/** Compares a request's host with what a regular expression says literally. */
export function expressionDistance(host: string, expression: string): HostDistance {
  const literal = expression
    .replaceAll(/\\(.)/g, '$1')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\][+*]?|\.[+*]|[\^$]/g, '');
  return { edits: 1 + editDistance(host, literal, farthestHost) };
}
