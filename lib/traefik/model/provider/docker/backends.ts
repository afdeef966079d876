import { asList, own } from '../../../../core/base';
import type { Backend } from '../../../request';
import type { Cluster } from '../cluster';
import { text } from '../read';
import { dockerApiVersion, kindOfProvider, readContainer } from './container';

/**
 * What an address that is written down leads to: the service of a container by one of its names in its networks, else
 * what the address names.
 */
export function backendsOf(cluster: Cluster): (address: string, namespace: string) => Backend {
  const known = new Map<string, string>();
  for (const kind of Object.values(kindOfProvider)) {
    for (const object of cluster.list(dockerApiVersion, kind)) {
      const { backend } = readContainer(object);
      const names = asList(own(own(object.value, 'spec'), 'names')).map(text);
      for (const name of [object.name, ...names]) known.set(`${object.namespace} ${name}`, backend);
    }
  }
  return (address, namespace) => {
    const [, scheme = '', host = '', port] =
      /^(?:([a-z][a-z\d+.-]*):\/\/)?(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?/i.exec(address) ?? [];
    return {
      service: known.get(`${namespace} ${host}`) ?? host,
      port: Number(port ?? (scheme === 'https' ? 443 : 80)),
      scheme: scheme === '' ? 'tcp' : scheme,
    };
  };
}
