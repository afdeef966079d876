import { nonEmpty } from './json';
import type {
  LabelSelector,
  NetworkPolicySpec as Policy,
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from './kubernetes';
import type { ServicePort } from './ports';
import type { EgressRuleSpec, NetworkPeerSpec, NetworkPolicySpec, TraefikPeerSpec } from './spec';

/** Pods of another service that call this one or are called by it, and the called ports. */
export interface Peer {
  readonly selector: LabelSelector;
  readonly ports: readonly ServicePort[];
}

/** Who connects to a service, known once the whole tree stands. */
export interface Traffic {
  readonly ports: ReadonlyMap<string, ServicePort>;
  /** Names of the ports that routes lead to. */
  readonly routed: ReadonlySet<string>;
  readonly callers: readonly Peer[];
  readonly called: readonly Peer[];
  /** Where Traefik runs unless the policy says otherwise. */
  readonly traefik: TraefikPeerSpec;
}

/** `ingress`, `egress` and `policyTypes` of the NetworkPolicy. */
export function networkPolicySpec(spec: NetworkPolicySpec, traffic: Traffic): Omit<Policy, 'podSelector'> {
  const { ports, routed, callers, called } = traffic;
  const admitted = [...ports.values()].filter(
    ({ name, routed: mayBe }) => (mayBe && routed.has(name)) || spec.routedPorts?.includes(name),
  );
  const traefik =
    spec.traefik === false || admitted.length === 0 ? undefined : { ...traffic.traefik, ...spec.traefik };
  return {
    policyTypes: spec.egress ? ['Ingress', 'Egress'] : ['Ingress'],
    // An empty list admits nobody; without the field, too, but then it reads as if it were forgotten.
    ingress: [
      ...(traefik ? [{ from: [traefikPeer(traefik)], ports: admitted.map(policyPort) }] : []),
      ...callers.map((caller) => ({
        from: [peerPods(caller)],
        ports: caller.ports.map(policyPort),
      })),
      ...scrapeRules(spec.scrape, ports),
      ...(spec.ingress ?? []).map((rule) => ({
        from: rule.from.map(policyPeer),
        ports: rule.ports.flatMap((name) => ports.get(name) ?? []).map(policyPort),
      })),
    ],
    egress: spec.egress && [
      dns,
      ...called.map((peer) => ({ to: [peerPods(peer)], ports: peer.ports.map(policyPort) })),
      ...spec.egress.map(egressRule),
    ],
  };
}

const dns: NetworkPolicyEgressRule = {
  ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }],
};

function egressRule({ to = [], ports = [] }: EgressRuleSpec): NetworkPolicyEgressRule {
  return {
    to: nonEmpty(to.map(policyPeer)),
    ports: nonEmpty(ports.map(({ port, protocol }) => ({ port, ...(protocol !== 'TCP' && { protocol }) }))),
  };
}

/** The policy speaks of pods, so it has the port of the pod; the number, because not all network plugins know names. */
function policyPort({ targetPort, protocol }: ServicePort): NetworkPolicyPort {
  return { port: targetPort, ...(protocol !== 'TCP' && { protocol }) };
}

function peerPods({ selector }: Peer): NetworkPolicyPeer {
  return { podSelector: selector };
}

/** Names of ports that show metrics. */
const metricsPorts: readonly string[] = ['metrics', 'telemetry', 'monitoring'];

function scrapeRules(
  scrape: NetworkPolicySpec['scrape'],
  ports: Traffic['ports'],
): readonly NetworkPolicyIngressRule[] {
  if (scrape === undefined) return [];
  const { from, ports: named = metricsPorts } =
    typeof scrape === 'string' ? { from: [{ namespace: scrape }] } : scrape;
  const open = named.flatMap((name) => ports.get(name) ?? []);
  // Without a port the rule would open all of them.
  return open.length === 0 ? [] : [{ from: from.map(policyPeer), ports: open.map(policyPort) }];
}

function traefikPeer({ namespace = 'traefik', podLabels }: TraefikPeerSpec): NetworkPolicyPeer {
  return policyPeer({ namespace, podLabels });
}

function policyPeer({
  service,
  namespace,
  namespaceLabels,
  podLabels,
  cidr,
  except,
}: NetworkPeerSpec): NetworkPolicyPeer {
  if (cidr !== undefined) return { ipBlock: { cidr, except } };
  const pods = { ...(service !== undefined && { 'app.kubernetes.io/name': service }), ...podLabels };
  const namespaces = {
    ...(namespace !== undefined && { 'kubernetes.io/metadata.name': namespace }),
    ...namespaceLabels,
  };
  const namespaceSelector = nonEmpty(namespaces);
  const podSelector = nonEmpty(pods);
  return {
    namespaceSelector: namespaceSelector && { matchLabels: namespaceSelector },
    // A peer with neither selector is refused; all pods of the own namespace are an empty selector.
    podSelector: podSelector ? { matchLabels: podSelector } : namespaceSelector ? undefined : {},
  };
}
