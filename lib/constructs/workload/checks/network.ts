import { type FieldPath, type Finding } from '../../../core/finding';
import { nearest } from '../../../core/base';
import type { PodModel } from '../model';
import { mainPort } from '../ports';
import { type KnownService, type ServiceRegistry, parseCall } from '../registry';
import type { NetworkPeerSpec } from '../spec';
import { error, insteadOf } from './finding';
import { checkPortNames } from './ports';

/** Who may connect, and whom the service connects to. */
export function* checkNetwork(
  model: PodModel,
  self: KnownService,
  registry: ServiceRegistry,
): Iterable<Finding> {
  yield* checkDependencies(model, self, registry);
  const policy = model.spec.networkPolicy;
  if (!policy) return;
  yield* checkPortNames(
    model,
    (policy.routedPorts ?? []).map((name, i) => [name, ['networkPolicy', 'routedPorts', i]] as const),
  );
  if (typeof policy.scrape === 'object') {
    const field: FieldPath = ['networkPolicy', 'scrape'];
    const { from, ports = [] } = policy.scrape;
    yield* checkPortNames(
      model,
      ports.map((name, i) => [name, [...field, 'ports', i]] as const),
    );
    yield* checkPeers([...field, 'from'], from, self, registry);
  }
  for (const [index, rule] of (policy.ingress ?? []).entries()) {
    const field: FieldPath = ['networkPolicy', 'ingress', index];
    yield* checkPortNames(
      model,
      rule.ports.map((name, i) => [name, [...field, 'ports', i]] as const),
    );
    yield* checkPeers([...field, 'from'], rule.from, self, registry);
  }
  for (const [index, rule] of (policy.egress ?? []).entries()) {
    yield* checkPeers(['networkPolicy', 'egress', index, 'to'], rule.to ?? [], self, registry);
  }
}

function* checkDependencies(
  { spec }: PodModel,
  self: KnownService,
  registry: ServiceRegistry,
): Iterable<Finding> {
  for (const [index, text] of (spec.dependsOn ?? []).entries()) {
    const { service, port } = parseCall(self, text);
    const called = registry.find(self.namespace, service);
    const field: FieldPath = ['dependsOn', index];
    if (!called) {
      yield unknownService(field, service, self, registry);
    } else if (port === undefined && !mainPort(called.ports)) {
      yield error('ambiguous-port', field, {
        message: `"${service}" has no port "http" and not exactly one that may be routed.`,
        consequence: 'Its NetworkPolicy would not admit this service.',
        fix: `Name the port: ${[...called.ports.keys()].map((name) => `${service}:${name}`).join(', ')}.`,
      });
    } else if (port !== undefined && !called.ports.has(port)) {
      yield error('unknown-port', field, {
        message: `"${service}" has no port "${port}".`,
        consequence: 'Its NetworkPolicy would not admit this service, and connections time out.',
        fix: insteadOf(nearest(port, called.ports.keys()), called.ports.keys()),
      });
    }
  }
}

function* checkPeers(
  field: FieldPath,
  peers: readonly NetworkPeerSpec[],
  self: KnownService,
  registry: ServiceRegistry,
): Iterable<Finding> {
  for (const [index, { cidr, except: _, ...selectors }] of peers.entries()) {
    const own: FieldPath = [...field, index];
    if (cidr === undefined) {
      const { service, namespace, namespaceLabels } = selectors;
      const isLocal = namespaceLabels === undefined && (namespace ?? self.namespace) === self.namespace;
      if (service !== undefined && isLocal && !registry.find(self.namespace, service)) {
        yield unknownService([...own, 'service'], service, self, registry);
      }
      continue;
    }
    // In the object the network alone is left.
    if (Object.values(selectors).every((value) => value === undefined)) continue;
    yield error('network-peer-said-twice', [...own, 'cidr'], {
      message: 'The peer is a network and pods at once.',
      consequence: 'The API server refuses the NetworkPolicy.',
      fix: 'Make two peers of it.',
    });
  }
}

function unknownService(
  field: FieldPath,
  name: string,
  self: KnownService,
  registry: ServiceRegistry,
): Finding {
  const near = registry.nearestName(self.namespace, name);
  return error('unknown-service', field, {
    message: `There is no service "${name}" here.`,
    consequence: 'No NetworkPolicy admits this service there, or the policy admits pods that do not exist.',
    fix: insteadOf(near === self.name ? undefined : near, registry.names(self.namespace)),
  });
}
