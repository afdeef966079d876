import { fateOf } from '../../traefik/difference';
import type { TraceWithSteps } from '../../traefik/model';

/** One thing about the way of a request, before and after. */
export interface SideRow {
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** The way of a request on both sides, as people compare it. */
export function sideRows(before: TraceWithSteps, after: TraceWithSteps): readonly SideRow[] {
  const row = (title: string, of: (way: TraceWithSteps) => string): SideRow => ({
    title,
    before: of(before),
    after: of(after),
  });
  return [
    row('router', routerOf),
    row('passes', ({ passed }) => passed.map(({ type }) => type).join(', ') || '–'),
    row('decided by', ({ decidedBy }) => decidedBy ?? '–'),
    row('TLS options', ({ tls }) => (tls ? tls.options + (tls.passthrough ? ' (passthrough)' : '') : '–')),
    row('forwarded as', ({ forwarded }) => (forwarded ? `${forwarded.method} ${forwarded.url}` : '–')),
    row('outcome', fateOf),
  ].filter(({ before: was, after: is }) => was !== '–' || is !== '–');
}

function routerOf(way: TraceWithSteps): string {
  const { router, source, ambiguous } = way;
  const own = source
    ? [`${source.kind} ${source.namespace}/${source.name}`, routeOf(way)].filter(Boolean).join(' ')
    : (router ?? 'none');
  return ambiguous.length === 0 ? own : `${own}, by chance: ${ambiguous.length} more of its priority`;
}

/** The field, or the label, that says the route. */
function routeOf({ source, steps }: TraceWithSteps): string {
  const { path = '' } =
    steps.find(
      ({ step, object: { kind, namespace, name } }) =>
        step !== 'shadowed' &&
        kind === source?.kind &&
        namespace === source.namespace &&
        name === source.name,
    ) ?? {};
  const [, label] = /^metadata\.labels\["(.*)"\]$/.exec(path) ?? [];
  // A container without a rule has its router by the default rule.
  return label === undefined ? path.replace(/^spec\.|^metadata\.name$/, '') : `label ${label}`;
}
