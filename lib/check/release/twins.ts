import { asList, isEqual, itemAt, valueAt } from '../../core/base';
import type { Finding } from '../../core/finding';
import { type ApiObjectData, formatIdentity, identityKey, objectKey, identityOf } from '../../core/manifest';
import { besideOf, isOfTraefik, mainName } from '../../traefik/release';
import { RuleError, formatRule, parseRule } from '../../traefik/rule';
import { usesOf } from './uses';

/**
 * Routes for requests that ask for a next version which are otherwise than the routes beside which they stand: in entry
 * points, TLS, or what guards them.
 */
export function twinFindings(objects: readonly ApiObjectData[]): readonly Finding[] {
  const routes = new Map(
    objects
      .filter((object) => isOfTraefik(object, 'IngressRoute'))
      .map((object) => [objectKey(object), object]),
  );
  const messages = [...usesOf(objects)].flatMap(([key, uses]) => {
    const next = key.slice(key.indexOf('/') + 1);
    const service = besideOf(next);
    if (service === undefined) return [];
    return uses.flatMap(({ object: twin, mention: { field } }) => {
      const name = mainName(twin.metadata.name, { service, next });
      const main = name === undefined ? undefined : routes.get(identityKey({ ...identityOf(twin), name }));
      const route = itemAt(twin, field.slice(0, 3));
      if (!main || !isOfTraefik(twin, 'IngressRoute')) return [];
      const [own, other] = [twin, main].map((object) => formatIdentity(identityOf(object)));
      return differences(twin, main, route).map((what) => `${own} has other ${what} than ${other}.`);
    });
  });
  return [...new Set(messages)].map((message) => ({ rule: 'release-twin-differs', message }));
}

function differences(twin: ApiObjectData, main: ApiObjectData, route: unknown): readonly string[] {
  const rule = valueAt(route, 'match');
  // A rule that is of no route stands by itself; what it opens or moves is compared with the step before.
  const [beside] = routesOf(main)
    .filter((one) => isPartOf(rule, valueAt(one, 'match')))
    .toSorted(
      (one, other) => conditions(valueAt(other, 'match')).length - conditions(valueAt(one, 'match')).length,
    );
  const differs = (...field: readonly string[]): boolean =>
    !isEqual(valueAt(twin, 'spec', ...field), valueAt(main, 'spec', ...field));
  return [
    ...(differs('entryPoints') ? ['entry points'] : []),
    ...(differs('tls') ? ['TLS'] : []),
    ...(beside !== undefined && !isEqual(valueAt(route, 'middlewares'), valueAt(beside, 'middlewares'))
      ? [`middlewares for ${String(rule)}`]
      : []),
  ];
}

function routesOf({ spec }: ApiObjectData): readonly unknown[] {
  const routes = valueAt(spec, 'routes');
  return asList(routes);
}

/** Whether a rule is another one and something more. */
function isPartOf(rule: unknown, other: unknown): boolean {
  const [all, some] = [conditions(rule), conditions(other)];
  return some.length > 0 && all.length > some.length && some.every((text, index) => text === all[index]);
}

/** What must all hold for a rule; nothing for one that cannot be read. */
function conditions(rule: unknown): readonly string[] {
  if (typeof rule !== 'string') return [];
  try {
    const { tree } = parseRule(rule);
    return tree.kind === 'and' ? tree.operands.map((operand) => formatRule(operand)) : [formatRule(tree)];
  } catch (error) {
    if (error instanceof RuleError) return [];
    throw error;
  }
}
