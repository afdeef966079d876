import { asList, valueAt } from '../../core/base';
import { podOf } from '../../core/kubernetes';
import { type ApiObjectData, serviceKey } from '../../core/manifest';

/** A word that may be the name of a host, with what stands around it and says whether it is one. */
const hosts =
  /(?<![\w.%-])(?:(?<scheme>[a-z][a-z0-9+.-]*:\/\/)(?:[^\s/@]*@)?)?(?<name>[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)(?:\.(?<namespace>[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)(?<svc>\.svc(?:\.[a-z0-9-]+)*)?)?(?<port>:\d+)?(?![\w.-]*[\w-])/gi;

/** Finds, in a text of an object of a namespace, the Services that it addresses. */
export type Addressed = (text: string, namespace: string | undefined) => readonly ApiObjectData[];

/**
 * Finds Services by the names that cluster DNS has for them: `dex.shop.svc` anywhere, `dex` and `dex.shop` where a scheme
 * or a port makes an address of them (`http://dex/`, `dex.shop:5556`).
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export function addressesAmong(objects: readonly ApiObjectData[]): Addressed {
  const services = new Map(
    objects
      .filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service')
      .map((service) => [serviceKey(service.metadata.namespace, service.metadata.name), service]),
  );
  return (text, own) => {
    const found = Array.from(text.matchAll(hosts), ({ groups = {} }) => {
      const { scheme, name = '', namespace, svc, port } = groups;
      if (scheme === undefined && port === undefined && svc === undefined) return undefined;
      return services.get(serviceKey(namespace?.toLowerCase() ?? own, name.toLowerCase()));
    });
    return [...new Set(found)].filter((service) => service !== undefined);
  };
}

/** The texts of a workload in which it is told whom to ask: arguments and variables of its containers. */
export function textsOf(workload: ApiObjectData): readonly string[] {
  return (podOf(workload)?.containers ?? [])
    .flatMap(({ value }) => [
      ...listAt(value, 'command'),
      ...listAt(value, 'args'),
      ...listAt(value, 'env').map((variable) => valueAt(variable, 'value')),
    ])
    .filter((text) => typeof text === 'string');
}

function listAt(value: unknown, field: string): readonly unknown[] {
  const list = valueAt(value, field);
  return asList(list);
}
