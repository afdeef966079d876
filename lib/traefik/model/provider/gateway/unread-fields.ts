import { asList, own } from '../../../../core/base';
import type { FieldPath } from '../../../../core/finding';
import type { ClusterObject } from '../cluster';
import { type Drop, dropped } from '../result';

const ofRules = ['timeouts', 'retry', 'sessionPersistence'] as const;

/** What the Gateway API can say and Traefik passes over without a word. */
export function unreadFields(object: ClusterObject): readonly Drop[] {
  return object.kind === 'Gateway' ? ofGateway(object) : ofRoute(object);
}

function ofGateway(gateway: ClusterObject): readonly Drop[] {
  const frontend = own(own(own(gateway.value, 'spec'), 'tls'), 'frontend');
  return frontend === undefined || frontend === null
    ? []
    : [
        unread(
          gateway,
          ['spec', 'tls', 'frontend'],
          'certificates of clients: it asks for none, and lets everybody in',
        ),
      ];
}

function ofRoute(route: ClusterObject): readonly Drop[] {
  return asList(own(own(route.value, 'spec'), 'rules')).flatMap((rule, index) => {
    const path = ['spec', 'rules', index];
    const fields = ofRules
      .filter((field) => own(rule, field) !== undefined && own(rule, field) !== null)
      .map((field) => unread(route, [...path, field], `${field} of rules`));
    if (route.kind !== 'GRPCRoute') return fields;
    const filters = asList(own(rule, 'backendRefs')).flatMap((backend, at) =>
      asList(own(backend, 'filters')).length === 0
        ? []
        : [unread(route, [...path, 'backendRefs', at, 'filters'], 'filters of backends of a GRPCRoute')],
    );
    return [...fields, ...filters];
  });
}

function unread(object: ClusterObject, path: FieldPath, what: string): Drop {
  return dropped(object, path, `Traefik reads no ${what}`);
}
