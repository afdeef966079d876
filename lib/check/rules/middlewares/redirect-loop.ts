import { type EntryPoint, builtOf, lostRules } from '../../../traefik/model';
import { expressionOf } from '../../../traefik/api/read';
import { hostsOf, mayShareHost } from '../listening/shared-hosts';
import { isTraefikKnown } from '../listening/entry-point-kind';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { routeField, sourceOf } from '../routers';
import { type Passed, passedByRouters } from './passed';

/**
 * Redirections to https of hosts for which this Traefik has no TLS: something in front must end it, and what that says
 * of the client's scheme is not believed.
 */
export const redirectLoop: TrafficCheck = (inventory, model) => {
  if (!isTraefikKnown(inventory.facts)) return [];
  const { routers, statics } = builtOf(model).runtime;
  const secure = [...routers.values()].filter(({ config, status }) => config.tls && status !== 'disabled');
  // Why those are left out is told elsewhere; which of them would have TLS may hang on an entry point that is misspelt.
  const others = [...secure.map(({ config }) => config.rule), ...lostRules(model)].map((rule) =>
    hostsOf(rule, statics.version),
  );
  return passedByRouters(model).flatMap(({ router, entryPoints, passed }): ObjectFinding[] => {
    const config = routers.get(router)?.config;
    const placed = sourceOf(inventory, config?.source);
    const hosts = hostsOf(config?.rule ?? '', statics.version);
    if (!placed || !config || config.tls) return [];
    if (others.some((other) => mayShareHost(hosts, other))) return [];
    const entryPoint = entryPoints.flatMap((name) => statics.entryPoints.get(name) ?? []).find(trustsNobody);
    const what = 'Requests are redirected to https, which this Traefik does not serve for them';
    const field = [...routeField(placed, config.source), 'middlewares'];
    if (passed.some(isRepeated(hosts))) {
      const message = `${what}, and redirectRegex looks at no X-Forwarded-Proto.`;
      const fix = `Write redirectScheme${entryPoint ? ', and trust the balancer (forwardedHeaders.trustedIPs of the entry point)' : ''}; or let the balancer redirect.`;
      return [{ placed, rule: 'redirect-loop', message, fix, field }];
    }
    if (!entryPoint || !passed.some(({ config: { redirectScheme } }) => redirectScheme?.scheme === 'https'))
      return [];
    const message = `${what}, and ${entryPoint.name} trusts nobody's X-Forwarded-Proto.`;
    return [{ placed, rule: 'redirect-loop', message, field }];
  });
};

/** Whether it redirects to https what it redirects again when whoever ends TLS in front asks for it in the clear. */
function isRepeated(hosts: readonly string[]): (middleware: Passed) => boolean {
  return ({ config: { redirectRegex } }) => {
    if (redirectRegex === undefined) return false;
    const { regex = '', replacement = '' } = redirectRegex;
    const expression = expressionOf(regex);
    return hosts.some((host) => {
      const rest = `://${host.replace(/^\*/, 'a')}/`;
      return (
        expression.test(`http${rest}`) && expression.replaceAll(`http${rest}`, replacement) === `https${rest}`
      );
    });
  };
}

function trustsNobody({ file }: EntryPoint): boolean {
  const { insecure = false, trustedIPs = [] } = file.forwardedHeaders ?? {};
  return !insecure && trustedIPs.length === 0;
}
