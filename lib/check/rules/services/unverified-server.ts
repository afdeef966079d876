import { valueAt } from '../../../core/base';
import { stringAt } from '../../cluster';
import type { ObjectCheck } from '../object-finding';
import { signOf } from './port-signs';
import { schemeOf, serviceUses } from './service-uses';

/** Servers behind TLS, asked by the address of their pod, whose certificate nobody is told how to check. */
export const unverifiedServer: ObjectCheck = (inventory) => {
  const transport = valueAt(inventory.facts.traefik?.configuration, 'serversTransport');
  const isSaidForAll =
    valueAt(transport, 'insecureSkipVerify') === true || valueAt(transport, 'rootCAs') !== undefined;
  if (isSaidForAll) return [];
  return serviceUses(inventory).flatMap((use) => {
    const { placed, field, reference, service, type, port } = use;
    const { scheme, isWritten } = schemeOf(use);
    if (
      scheme !== 'https' ||
      type === 'ExternalName' ||
      stringAt(reference, 'serversTransport') !== undefined
    )
      return [];
    // That the port speaks no TLS is told instead.
    if (!isWritten && signOf(port)?.speaks === 'http') return [];
    return [
      {
        placed,
        rule: 'unverified-server',
        message: `Service "${service.metadata.name}" is spoken to by https, and no ServersTransport says whose certificate it has.`,
        field,
      },
    ];
  });
};
