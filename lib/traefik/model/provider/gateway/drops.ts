import type { Drop } from '../result';
import { isAllowed } from './attach';
import type { AttachedGateway } from './context';
import type { Listener } from './listeners';
import type { ParentRef } from './route';
import { type Condition, type GatewayStatuses, type StatusObject, isFault, isRefused } from './status';

/** What is wrong by what Traefik writes into the status of objects. */
export function dropsOfStatuses(
  { gateways, routes, policies }: GatewayStatuses,
  attached: readonly AttachedGateway[],
): readonly Drop[] {
  return [
    ...gateways.flatMap(({ object, conditions, listeners }) => [
      // What is wrong with listeners is told of each.
      ...told(
        object,
        conditions.filter(({ reason }) => reason === 'InvalidParameters'),
      ),
      ...listeners.flatMap((listener) => told(object, listener.conditions)),
      ...listeners
        .filter((listener) => isRefused(listener.conditions))
        .map((listener) => ({
          object,
          path: ['spec', 'listeners'],
          reason: `the API server refuses the status of this Gateway, which says twice what is wrong with the listener ${listener.name}: the status that it had stays`,
        })),
    ]),
    ...routes.flatMap(({ object, parents }) => {
      const isWhole = parents.every(({ conditions }) =>
        conditions.some(({ type, status }) => type === 'Accepted' && status === 'False'),
      );
      return parents.flatMap(({ parentRef, conditions }) =>
        conditions.filter(isFault).map((condition) => ({
          object,
          path: condition.path,
          reason: sentence(
            condition.type === 'Accepted' ? explained(attached, object, parentRef, condition) : condition,
          ),
          ...(condition.type === 'Accepted' && isWhole && { isWhole }),
        })),
      );
    }),
    // That a policy is not accepted follows from what is wrong with it.
    ...policies.flatMap(({ object, ancestors: [ancestor] }) =>
      told(object, (ancestor?.conditions ?? []).filter(isFault).slice(0, 1)),
    ),
  ];
}

function told(object: StatusObject, conditions: readonly Condition[]): readonly Drop[] {
  return conditions
    .filter((condition) => isFault(condition) && condition.type !== 'Programmed')
    .map((condition) => ({ object, path: condition.path, reason: sentence(condition) }));
}

/** `Cannot load …: missing ReferenceGrant (ResolvedRefs: RefNotPermitted)`. */
function sentence({ type, reason, message }: Condition): string {
  return message === '' ? `${type}: ${reason}` : `${message} (${type}: ${reason})`;
}

/** Traefik says nothing but a word of why no listener takes a route. */
function explained(
  gateways: readonly AttachedGateway[],
  route: StatusObject,
  { name, namespace = route.namespace, sectionName, port }: ParentRef,
  condition: Condition,
): Condition {
  const gateway = gateways.find((one) => one.name === name && one.namespace === namespace);
  const all = gateway?.listeners ?? [];
  const meant = all.filter(
    (listener) =>
      (sectionName === '' || listener.name === sectionName) && (port === undefined || listener.port === port),
  );
  const target = `Gateway ${namespace}/${name}`;
  // A listener that Traefik gave up on before it read whom it takes refuses everybody, and that is not the cause.
  const read = meant.filter(({ faults, supportedKinds }) => faults.length === 0 || supportedKinds.length > 0);
  const closed = read.filter((listener) => !isAllowed(listener, route.kind, route.namespace));
  const open = read.filter((listener) => !closed.includes(listener));
  const broken = meant.find(({ faults }) => faults.length > 0);
  const messages = [
    meant.length === 0 && `${target} has no such listener: it has ${all.map(described).join(', ') || 'none'}`,
    condition.reason === 'NotAllowedByListeners' &&
      closed.length > 0 &&
      `${target} (listener ${namesOf(closed)}) takes no ${route.kind} of the namespace ${route.namespace}`,
    condition.reason === 'NoMatchingListenerHostname' &&
      open.length > 0 &&
      `none of its hostnames is one of ${target} (listener ${namesOf(open)}), which has ${open.map(({ hostname = 'any' }) => hostname).join(', ')}`,
    broken && `the listener ${broken.name} of ${target} is not valid: ${broken.faults[0]?.message ?? ''}`,
  ];
  return { ...condition, message: messages.find((text) => typeof text === 'string') ?? '' };
}

function namesOf(listeners: readonly Listener[]): string {
  return listeners.map(({ name }) => name).join(', ');
}

function described({ name, protocol, port }: Listener): string {
  return `${name} (${protocol}, port ${port})`;
}

/** One thing is told once, of however many listeners and matches it is said. */
export function withoutRepeats(drops: readonly Drop[]): readonly Drop[] {
  const byKey = new Map<string, Drop>();
  for (const drop of drops) {
    const key = JSON.stringify([drop.object, drop.path, drop.reason]);
    if (!byKey.has(key)) byKey.set(key, drop);
  }
  return [...byKey.values()];
}
