import { builtOf, domainsOf } from '../../../traefik/model';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { middlewareObjects } from './passed';

/** forwardAuth whose service is asked through a router that it guards itself. */
export const guardedAuth: TrafficCheck = (inventory, model) => {
  const { routers, statics } = builtOf(model).runtime;
  return [...middlewareObjects(inventory)].flatMap(([name, placed]): ObjectFinding[] => {
    const address = builtOf(model).runtime.middlewares.get(name)?.config.forwardAuth?.address;
    if (address === undefined || !/^https?:\/\//i.test(address)) return [];
    const { router, middlewares } = model.trace({ url: address });
    const rule = router === null ? undefined : routers.get(router)?.config;
    // A host that no rule names is that of a Service: such requests do not come here.
    if (!rule || !middlewares.some((passed) => passed.name === name)) return [];
    if (!domainsOf(rule.rule, statics.version)?.includes(new URL(address).hostname)) return [];
    return [
      {
        placed,
        rule: 'guarded-auth',
        message: `Requests for ${address} are routed through this very middleware.`,
        field: ['spec', 'forwardAuth', 'address'],
      },
    ];
  });
};
