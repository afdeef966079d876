import { asList, isFailed, own } from '../../../../core/base';
import type { ServersTransport } from '../../dynamic/configuration';
import type { ClusterObject } from '../cluster';
import { type KubernetesView, textOf } from '../kubernetes';
import { text } from '../read';
import type { Attachment, GatewayContext } from './context';
import { listOf } from './route';
import { type Condition, fault, fine } from './status';

/** The port of a Service whose policy is wanted. */
interface PolicyTarget {
  readonly namespace: string;
  readonly service: string;
  /** The name of the port. */
  readonly port: string;
}

/**
 * The transport that a BackendTLSPolicy asks for: of several for one port the oldest. Undefined where there is none. What
 * is said of the policies is noted in the context.
 */
export function transportFor(
  context: GatewayContext,
  attachment: Attachment,
  target: PolicyTarget,
): ServersTransport | { readonly error: string } | undefined {
  let transport: ServersTransport | undefined;
  for (const policy of policiesOf(context, target)) {
    for (const ref of asList(own(own(policy.value, 'spec'), 'targetRefs'))) {
      const section = own(ref, 'sectionName');
      if (own(ref, 'name') !== target.service) continue;
      if (typeof section === 'string' && section !== target.port) continue;
      if (transport) {
        note(context, attachment, target, policy, [
          fault('ResolvedRefs', 'ResolvedRefs', '', ['spec', 'targetRefs']),
          fault('Accepted', 'Conflicted', '', ['spec', 'targetRefs']),
        ]);
        continue;
      }
      const read = readPolicy(context, target.namespace, policy);
      if ('status' in read) {
        const accepted = fault('Accepted', 'NoValidCACertificate', '', read.path);
        note(context, attachment, target, policy, [read, accepted]);
        return { error: read.message };
      }
      transport = read;
      note(context, attachment, target, policy, [
        fine('ResolvedRefs', 'ResolvedRefs'),
        fine('Accepted', 'Accepted'),
      ]);
    }
  }
  return transport;
}

/** The policies of a Service, oldest first. */
function policiesOf(
  { view }: GatewayContext,
  { namespace, service }: PolicyTarget,
): readonly ClusterObject[] {
  const age = ({ value }: ClusterObject): string => text(own(own(value, 'metadata'), 'creationTimestamp'));
  return listOf(view.cluster, 'BackendTLSPolicy')
    .filter(
      (policy) =>
        policy.namespace === namespace &&
        asList(own(own(policy.value, 'spec'), 'targetRefs')).some(
          (ref) =>
            ['', 'core'].includes(text(own(ref, 'group'))) &&
            own(ref, 'kind') === 'Service' &&
            own(ref, 'name') === service,
        ),
    )
    .toSorted((a, b) => {
      const [one, other] = [`${age(a)} ${a.name}`, `${age(b)} ${b.name}`];
      return one < other ? -1 : one > other ? 1 : 0;
    });
}

function readPolicy(
  { view }: GatewayContext,
  namespace: string,
  policy: ClusterObject,
): ServersTransport | Condition {
  const validation = own(own(policy.value, 'spec'), 'validation');
  const made = { insecureSkipVerify: false, disableHTTP2: false };
  if (typeof own(validation, 'wellKnownCACertificates') === 'string') return { ...made, rootCAs: 0 };
  const references = asList(own(validation, 'caCertificateRefs'));
  for (const [index, reference] of references.entries()) {
    const wrong = (reason: string, message: string): Condition =>
      fault('ResolvedRefs', reason, message, ['spec', 'validation', 'caCertificateRefs', index]);
    const [group = '', kind = '', name = ''] = ['group', 'kind', 'name'].map((field) =>
      text(own(reference, field)),
    );
    if (!['', 'core'].includes(group) || !['ConfigMap', 'Secret'].includes(kind)) {
      return wrong('InvalidKind', 'Only ConfigMaps and Secrets are supported');
    }
    const called = kind.toLowerCase();
    const pem = kind === 'ConfigMap' ? inConfigMap(view, namespace, name) : inSecret(view, namespace, name);
    if (pem === undefined) {
      const message = `getting ${called} ${namespace}/${name}: ${called} ${JSON.stringify(name)} not found`;
      return wrong('InvalidCACertificateRef', message);
    }
    if (pem === '') {
      return wrong('InvalidCACertificateRef', `${kind} ${namespace}/${name} does not have a ca.crt`);
    }
  }
  return { ...made, rootCAs: references.length };
}

const authority = 'ca.crt';

/** The authority's certificate in a ConfigMap; undefined where there is none of the name. */
function inConfigMap(view: KubernetesView, namespace: string, name: string): string | undefined {
  const data = view.configMap(namespace, name);
  return isFailed(data) ? undefined : (data.value.get(authority) ?? '');
}

/** The authority's certificate in a Secret; undefined where there is none of the name. */
function inSecret(view: KubernetesView, namespace: string, name: string): string | undefined {
  const secret = view.secret(namespace, name);
  return isFailed(secret) ? undefined : textOf(secret.value.data.get(authority) ?? new Uint8Array());
}

/** Of what is said of a policy for one listener the last counts. */
function note(
  { policies }: GatewayContext,
  { gateway, listener }: Attachment,
  { namespace }: PolicyTarget,
  policy: ClusterObject,
  conditions: readonly Condition[],
): void {
  const { kind, name } = policy;
  const key = `${namespace}/${name}`;
  // Traefik takes the namespace of the Service for that of the Gateway.
  const ancestorRef = { namespace, name: gateway.name, sectionName: listener.name };
  const others = (policies.get(key)?.ancestors ?? []).filter(
    ({ ancestorRef: there }) =>
      there.name !== ancestorRef.name || there.sectionName !== ancestorRef.sectionName,
  );
  policies.set(key, {
    object: { kind, namespace, name },
    ancestors: [{ ancestorRef, conditions }, ...others],
  });
}
