import { groupBy } from '../../../core/base';
import { builtOf } from '../../../traefik/model';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { redirects } from '../listening/entry-point-kind';
import { type Passed, middlewareObjects, passedByRouters } from './passed';

/** Middlewares that do something for one scheme alone, and are named by routes of the other one alone. */
export const onlyByScheme: TrafficCheck = (inventory, model) => {
  const { routers, statics } = builtOf(model).runtime;
  const uses = passedByRouters(model).flatMap(({ router, passed }) => {
    const isSecure = routers.get(router)?.config.tls !== undefined;
    return passed.map((middleware) => ({ middleware, isSecure }));
  });
  const isRedirected = [...statics.entryPoints.values()].some(redirects);
  const objects = middlewareObjects(inventory);
  return [...groupBy(uses, ({ middleware }) => middleware.name)].flatMap(([name, of]): ObjectFinding[] => {
    const placed = objects.get(name);
    const [use] = of;
    if (!placed || !use || !of.every(({ isSecure }) => isSecure === use.isSecure)) return [];
    if (use.isSecure && redirectsToHttps(use.middleware) && !isRedirected) {
      return [
        {
          placed,
          rule: 'redirect-of-https',
          message: 'All routes that name this redirection to https are asked by https already.',
          field: ['spec', 'redirectScheme'],
        },
      ];
    }
    if (use.isSecure || !asksForHttps(use.middleware)) return [];
    return [
      {
        placed,
        rule: 'hsts-in-the-clear',
        message: 'All routes that name it are asked without TLS, as far as Traefik sees.',
        field: ['spec', 'headers', 'stsSeconds'],
      },
    ];
  });
};

function redirectsToHttps({ config: { redirectScheme } }: Passed): boolean {
  return redirectScheme?.scheme === 'https' && ['', '443'].includes(redirectScheme.port ?? '');
}

function asksForHttps({ config: { headers } }: Passed): boolean {
  const isToldByProxy = Object.keys(headers?.sslProxyHeaders ?? {}).length > 0;
  return (headers?.stsSeconds ?? 0) > 0 && headers?.forceSTSHeader !== true && !isToldByProxy;
}
