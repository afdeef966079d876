import { builtOf } from '../../../traefik/model';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { type Passed, middlewareObjects, passedByRouters } from './passed';

/**
 * Middlewares that read the address of a client from X-Forwarded-For, behind an entry point that takes the header of
 * nobody: then there is none to be read.
 */
export const untrustedAddress: TrafficCheck = (inventory, model) => {
  const { entryPoints } = builtOf(model).runtime.statics;
  const objects = middlewareObjects(inventory);
  // What is only taken to run may be configured otherwise.
  const isAssumed = inventory.facts.traefik?.configuration === undefined;
  const found = new Map<string, ObjectFinding>();
  for (const { passed, entryPoints: names } of passedByRouters(model)) {
    for (const middleware of passed) {
      const asks = askedFor(middleware);
      const placed = objects.get(middleware.name);
      if (!asks || !placed) continue;
      for (const name of names) {
        const { insecure = false, trustedIPs = [] } = entryPoints.get(name)?.file.forwardedHeaders ?? {};
        if (insecure || trustedIPs.length > 0) continue;
        const { rule, field, consequence } = asks;
        found.set(JSON.stringify([middleware.name, name]), {
          placed,
          rule,
          field: ['spec', middleware.kind, ...field],
          message: `It reads the address of clients from X-Forwarded-For, and the entry point ${name} takes that header of nobody.`,
          consequence,
          fix: `Name your load balancers in entryPoints.${name}.forwardedHeaders.trustedIPs, or leave ipStrategy out.`,
          ...(isAssumed && { severity: 'warning' }),
        });
      }
    }
  }
  return [...found.values()];
};

function askedFor({
  kind,
  config,
}: Passed): Pick<ObjectFinding, 'rule' | 'field' | 'consequence'> | undefined {
  const list = config.ipAllowList ?? config.ipWhiteList;
  if (list && readsHeader(list.ipStrategy)) {
    return {
      rule: 'refused-to-everyone',
      field: ['ipStrategy'],
      consequence: 'No address is found, and Traefik refuses every client.',
    };
  }
  const criterion = (config.rateLimit ?? config.inFlightReq)?.sourceCriterion;
  if (kind === 'rateLimit' || kind === 'inFlightReq') {
    return readsHeader(criterion?.ipStrategy)
      ? {
          rule: 'one-client-for-all',
          field: ['sourceCriterion', 'ipStrategy'],
          consequence: 'All clients count as one: a busy one uses up what all may.',
        }
      : undefined;
  }
  return undefined;
}

function readsHeader(
  strategy: { readonly depth?: number; readonly excludedIPs?: readonly string[] } | undefined,
): boolean {
  return (strategy?.depth ?? 0) > 0 || (strategy?.excludedIPs ?? []).length > 0;
}
