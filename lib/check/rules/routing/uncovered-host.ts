import { valueAt } from '../../../core/base';
import { builtOf, certificateFor, covers, domainsOf, namesOf } from '../../../traefik/model';
import { stringAt } from '../../cluster';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { routerSources, sourceOf } from '../routers';

/** Hosts of routes that neither the certificate of the route nor another one covers. */
export const uncoveredHost: TrafficCheck = (inventory, model, followOn) => {
  const { routers, configuration, statics } = builtOf(model).runtime;
  const certificates = [...configuration.certificates.values()];
  if (certificates.length === 0) return [];
  const sourceOfRouter = routerSources(model);
  const found = new Map<string, ObjectFinding>();
  for (const [name, { config, status }] of routers) {
    const placed = sourceOf(inventory, sourceOfRouter(name));
    const secret = placed && stringAt(placed.object, 'spec', 'tls', 'secretName');
    if (!placed || secret === undefined || status === 'disabled') continue;
    // The Certificate that fills the Secret is told of instead.
    if (followOn.hasTold(placed, 'host-not-covered')) continue;
    const namespace = placed.object.metadata.namespace ?? 'default';
    const own = certificates.find((each) => each.secret === `${namespace}/${secret}`);
    const names = own ? namesOf(own.pem) : [];
    // A Secret that is only known to exist says nothing of its certificate.
    if (names.length === 0 || valueAt(placed.object, 'spec', 'tls', 'certResolver') !== undefined) continue;
    for (const host of domainsOf(config.rule, statics.version) ?? []) {
      const served = certificateFor(certificates, host);
      if (served && covers(namesOf(served.pem), host)) continue;
      found.set(JSON.stringify([namespace, placed.object.metadata.name, host]), {
        placed,
        rule: 'uncovered-host',
        message: `The certificate in the Secret "${secret}" is for ${names.join(', ')}, not for ${host}.`,
        field: ['spec', 'tls', 'secretName'],
      });
    }
  }
  return [...found.values()];
};
