import { type Location, formatLocation, printable } from '../../core/finding';
import type { ObjectReference } from '../../traefik/model';
import type { Coverage, Covered } from './tally';

/** What no test touched, as lines for people; nothing where there was nothing to touch. */
export function coverageText({ total, sets, claims }: Coverage): string {
  const shares = covered
    .filter((what) => total[what].total > 0)
    .map((what) => `${what} ${total[what].covered} of ${total[what].total} (${total[what].percent} %)`);
  if (shares.length === 0) return '';
  const untouched = [
    ...sets.flatMap(({ name, routers, middlewares }) => {
      const lines = [
        ...routers
          .filter(isUntouched)
          .map(({ object, name: router, path, location, rule }) =>
            line('router', object ? `${objectText(object)} ${path}` : router, location, rule),
          ),
        ...middlewares
          .filter(isUntouched)
          .map(({ object, name: middleware, location }) =>
            line('middleware', object ? objectText(object) : middleware, location),
          ),
      ];
      return lines.length === 0 ? [] : [`No test touches, in ${printable(name)}:`, ...lines];
    }),
    ...(claims.some(isUntouched) ? ['No test proves:'] : []),
    ...claims.filter(isUntouched).map(({ name, location }) => line('claim', name, location)),
  ];
  return ['', `Traffic coverage: ${shares.join(', ')}`, ...untouched, ''].join('\n');
}

const covered: readonly Covered[] = ['routers', 'middlewares', 'claims'];

function isUntouched({ hits }: { readonly hits: number }): boolean {
  return hits === 0;
}

function objectText({ kind, namespace, name }: ObjectReference): string {
  return `${kind} ${namespace}/${name}`;
}

function line(kind: string, what: string, location: Location | null, rule = ''): string {
  const parts = [kind.padEnd(10), what, rule, location ? formatLocation(location) : ''];
  return `  ${printable(parts.filter(Boolean).join('  '))}`;
}
