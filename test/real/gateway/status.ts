import { isDeepStrictEqual } from 'node:util';
import { setTimeout } from 'node:timers/promises';
import { isPlainMap } from '../../../lib/core/base';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { type Condition, type TrafficModel, gatewayStatusesOf } from '../../../lib/traefik/model';
import type { Box } from '../support';

/** How often, and in milliseconds how long apart, the API server is asked for what a Traefik has not written yet. */
const patience = { times: 20, between: 250 };

/** Ways in which what the real Traefik writes into the status of objects is not what the model says, once it is settled. */
export async function compareStatuses(
  box: Box,
  model: TrafficModel,
  objects: readonly ApiObjectData[],
): Promise<readonly string[]> {
  for (let asked = 1; ; asked++) {
    const problems = (await Promise.all(objects.map((object) => compareStatus(box, model, object)))).flat();
    if (problems.length === 0 || asked >= patience.times) return problems;
    await setTimeout(patience.between);
  }
}

const routeKinds: ReadonlySet<string> = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute']);

async function compareStatus(
  box: Box,
  model: TrafficModel,
  object: ApiObjectData,
): Promise<readonly string[]> {
  const { kind, metadata } = object;
  if (kind !== 'Gateway' && kind !== 'BackendTLSPolicy' && !routeKinds.has(kind)) return [];
  const expected = expectedStatus(model, object);
  if (expected === 'refused') return [];
  const written = await box.kube.get(object, metadata.namespace ?? 'default');
  const there = writtenStatus(kind, written?.['status']);
  // What was said of a policy while its objects came in stays.
  const isEqual =
    kind === 'BackendTLSPolicy' && Array.isArray(expected) && Array.isArray(there)
      ? expected.every((one) => there.some((other) => isDeepStrictEqual(one, other)))
      : isDeepStrictEqual(expected, there);
  if (isEqual) return [];
  return [
    `status of ${kind} ${metadata.namespace}/${metadata.name}\n  Traefik: ${JSON.stringify(there)}\n  model:   ${JSON.stringify(expected)}`,
  ];
}

/** What the model says of an object, as the API server would have it; nothing where Traefik writes nothing. */
function expectedStatus(model: TrafficModel, { kind, metadata }: ApiObjectData): unknown {
  const statuses = gatewayStatusesOf(model);
  const isIt = ({
    object,
  }: {
    readonly object: { kind: string; namespace: string; name: string };
  }): boolean =>
    object.kind === kind && object.namespace === metadata.namespace && object.name === metadata.name;
  if (kind === 'Gateway') {
    const status = statuses?.gateways.find(isIt);
    if (!status) return untouched;
    const types = status.listeners.map(({ conditions }) => conditions.map(({ type }) => type));
    // The API server refuses a status in which two conditions are of one type.
    if (types.some((list) => new Set(list).size < list.length)) return 'refused';
    return {
      conditions: printed(status.conditions),
      listeners: status.listeners.map(({ conditions, ...listener }) => ({
        ...listener,
        conditions: printed(conditions),
      })),
    };
  }
  if (kind === 'BackendTLSPolicy') {
    const status = statuses?.policies.find(isIt);
    return (status?.ancestors ?? []).map(({ ancestorRef, conditions }) => [ancestorRef, printed(conditions)]);
  }
  const parents = statuses?.routes.find(isIt)?.parents ?? [];
  return parents.map(({ parentRef: { name, namespace, sectionName, port }, conditions }) => [
    { name, namespace: namespace ?? '', sectionName, port: port ?? 0 },
    printed(conditions),
  ]);
}

const untouched = 'nothing';

/** What the API server has, without times and generations. */
function writtenStatus(kind: string, status: unknown): unknown {
  const fields = isPlainMap(status) ? status : {};
  if (kind === 'Gateway') {
    const listeners = Array.isArray(fields['listeners']) ? fields['listeners'] : [];
    const conditions = read(fields['conditions']);
    // The CRD itself has conditions for a Gateway that no controller has seen.
    if (conditions.every(([, value]) => value === 'Unknown')) return untouched;
    return {
      conditions,
      listeners: listeners.filter(isPlainMap).map((listener) => ({
        name: listener['name'],
        attachedRoutes: listener['attachedRoutes'],
        supportedKinds: listener['supportedKinds'],
        conditions: read(listener['conditions']),
      })),
    };
  }
  const list = fields[kind === 'BackendTLSPolicy' ? 'ancestors' : 'parents'];
  return (Array.isArray(list) ? list : []).filter(isPlainMap).map((item) => {
    const ref = item[kind === 'BackendTLSPolicy' ? 'ancestorRef' : 'parentRef'];
    const { name, namespace = '', sectionName = '', port = 0 } = isPlainMap(ref) ? ref : {};
    const target = { name, namespace, sectionName };
    return [kind === 'BackendTLSPolicy' ? target : { ...target, port }, read(item['conditions'])];
  });
}

function read(conditions: unknown): readonly (readonly unknown[])[] {
  return (Array.isArray(conditions) ? conditions : [])
    .filter(isPlainMap)
    .map(({ type, status, reason, message }) => [
      type,
      status,
      reason,
      comparable(typeof message === 'string' ? message : ''),
    ]);
}

function printed(conditions: readonly Condition[]): readonly (readonly unknown[])[] {
  return conditions.map(({ type, status, reason, message }) => [type, status, reason, comparable(message)]);
}

/** Why a certificate cannot be read is told in the words of Go's library. */
function comparable(message: string): string {
  return message.replace(/validating certificate: .*/, 'validating certificate');
}
