import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { routeField, routerSources, sourceOf } from '../routers';
import { passedByRouters, rewriting } from './passed';

const redirecting: ReadonlySet<string> = new Set(['redirectRegex', 'redirectScheme']);

/** Redirections that see a path which clients did not send. */
export const redirectAfterRewrite: TrafficCheck = (inventory, model) => {
  const told = new Set<string>();
  return passedByRouters(model).flatMap(({ router, passed }): ObjectFinding[] => {
    const rewrite = passed.findIndex(({ kind }) => rewriting.has(kind));
    const redirect = passed.findLastIndex(({ kind }) => redirecting.has(kind));
    if (rewrite === -1 || redirect < rewrite) return [];
    const source = routerSources(model)(router);
    const placed = sourceOf(inventory, source);
    const key = JSON.stringify(source);
    if (!placed || told.has(key)) return [];
    told.add(key);
    const message = `${passed[redirect]?.kind} comes after ${passed[rewrite]?.kind}.`;
    return [
      {
        placed,
        rule: 'redirect-after-rewrite',
        message,
        field: [...routeField(placed, source), 'middlewares'],
      },
    ];
  });
};
