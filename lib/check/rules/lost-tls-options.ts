import { type Source, builtOf, lostOptions } from '../../traefik/model';
import type { ObjectFinding, TrafficCheck } from './object-finding';
import { placeOf } from './placing';
import { routeField, sourceOf } from './routers';

/** Routes that ask for TLS options and are served with the default ones: a client certificate is not asked for. */
export const lostTlsOptions: TrafficCheck = (inventory, model, followOn) =>
  lostOptions(builtOf(model).runtime).flatMap(({ router, wanted, rivals }): ObjectFinding[] => {
    const { source } = router.config;
    const placed = sourceOf(inventory, source);
    if (!placed) return [];
    const field = routeField(placed, source);
    if (followOn.isTold(placed, field)) return [];
    const sources = rivals.flatMap(({ config }) => config.source ?? []);
    if (sources.length === 0) {
      const message = `The TLS options ${wanted} do not apply: the rule ${router.config.rule} names no host.`;
      return [{ placed, rule: 'tls-options-without-host', message, field: [...field, 'match'] }];
    }
    const others = [...new Set(sources.map(textOf))].join(' and ');
    return [
      {
        placed,
        rule: 'tls-options-conflict',
        message: `The TLS options ${wanted} do not apply: ${others} names the same host without them.`,
        field: ['spec', 'tls', 'options'],
        related: sources.flatMap((other) => {
          const rival = sourceOf(inventory, other);
          return rival ? [placeOf(rival, routeField(rival, other))] : [];
        }),
      },
    ];
  });

function textOf({ kind, namespace, name }: Source): string {
  return `${kind} ${namespace}/${name}`;
}
