import { type Attempt, failed, isFailed } from '../../../../core/base';
import type { DecodedSpec } from '../../../api';
import type { ServersTransport } from '../../dynamic/configuration';
import type { ClusterObject } from '../cluster';
import { caOf, caOfConfigMap, keyPairOf } from '../secrets';
import { type CrdContext, drop } from './context';

/** ServersTransports: what cannot be read in them is left out, the transport stays. */
export function loadTransports(context: CrdContext): void {
  const { serversTransports, tcpServersTransports } = context.configuration;
  for (const { object, spec } of context.objects('ServersTransport')) {
    serversTransports.set(
      context.naming.object(object.namespace, object.name),
      readTransport(context, object, spec),
    );
  }
  for (const { object, spec } of context.objects('ServersTransportTCP')) {
    tcpServersTransports.set(context.naming.object(object.namespace, object.name), {
      insecureSkipVerify: spec.tls?.insecureSkipVerify === true,
      rootCAs: 0,
      disableHTTP2: false,
    });
  }
}

type TransportSpec = NonNullable<DecodedSpec<'ServersTransport'>>;

function readTransport(context: CrdContext, object: ClusterObject, spec: TransportSpec): ServersTransport {
  const { rootCAs = [], rootCAsSecrets = [], certificatesSecrets = [] } = spec;
  const readable = <T>(attempt: Attempt<T>, ...field: readonly (string | number)[]): boolean => {
    if (isFailed(attempt)) drop(context, object, ['spec', ...field], attempt.reason);
    return !isFailed(attempt);
  };
  const fromSecrets = rootCAsSecrets.filter((name, index) =>
    readable(caOf(context.view, object.namespace, name, true), 'rootCAsSecrets', index),
  );
  const fromBoth = rootCAs.filter(({ secret, configMap }, index) => {
    if (secret !== undefined && configMap !== undefined) {
      return readable(failed('both Secret and ConfigMap are defined'), 'rootCAs', index);
    }
    const ca =
      secret === undefined
        ? caOfConfigMap(context.view, object.namespace, configMap ?? '')
        : caOf(context.view, object.namespace, secret, true);
    return readable(ca, 'rootCAs', index);
  });
  for (const [index, name] of certificatesSecrets.entries()) {
    readable(keyPairOf(context.view, object.namespace, name), 'certificatesSecrets', index);
  }
  return {
    insecureSkipVerify: spec.insecureSkipVerify === true,
    rootCAs: fromSecrets.length + fromBoth.length,
    disableHTTP2: spec.disableHTTP2 === true,
  };
}
