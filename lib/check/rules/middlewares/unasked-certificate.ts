import { type TrafficModel, builtOf, clientAuthOf } from '../../../traefik/model';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { routeField, routerSources, sourceOf } from '../routers';
import { passedByRouters } from './passed';

/** passTLSClientCert on routes whose clients are never asked for a certificate. */
export const unaskedCertificate: TrafficCheck = (inventory, model) => {
  const sourceOfRouter = routerSources(model);
  return passedByRouters(model).flatMap(({ router, passed }): ObjectFinding[] => {
    const passing = passed.find(({ kind }) => kind === 'passTLSClientCert');
    const lack = passing && lackOf(model, router);
    const source = sourceOfRouter(router);
    const placed = sourceOf(inventory, source);
    if (!passing || lack === undefined || !placed) return [];
    return [
      {
        placed,
        rule: 'unasked-certificate',
        message: `The passTLSClientCert ${passing.name} passes on certificates of clients, and ${lack}.`,
        field: routeField(placed, source),
      },
    ];
  });
};

/** Why a router never sees a certificate of a client. */
function lackOf(model: TrafficModel, router: string): string | undefined {
  const { routers, configuration } = builtOf(model).runtime;
  const { tls, resolvedOptions = 'default' } = routers.get(router)?.config ?? {};
  if (!tls) return 'the route takes requests without TLS alone';
  const options = configuration.tlsOptions.get(resolvedOptions);
  const isAsked = options !== undefined && clientAuthOf(options) !== 'NoClientCert';
  return isAsked ? undefined : `the TLS options ${resolvedOptions} ask for none`;
}
