import type { ObjectCheck, ObjectFinding } from '../object-finding';
import { signOf } from './port-signs';
import { schemeOf, serviceUses } from './service-uses';

/** Ports whose number and name let Traefik speak another protocol than the rest of what is said of them. */
export const schemeByPort: ObjectCheck = (inventory) =>
  serviceUses(inventory).flatMap((use): readonly ObjectFinding[] => {
    const { scheme, isWritten } = schemeOf(use);
    const sign = signOf(use.port);
    if (isWritten || !sign || sign.speaks === scheme) return [];
    const { placed, field, service, port } = use;
    const spoken = `Traefik speaks ${scheme} to port ${port.port} of Service "${service.metadata.name}", and ${sign.sign}`;
    if (sign.speaks === 'grpc') {
      return scheme === 'https'
        ? []
        : [
            {
              placed,
              rule: 'grpc-without-scheme',
              message: `${spoken} says gRPC.`,
              field: [...field, 'port'],
            },
          ];
    }
    return [
      {
        placed,
        rule: 'scheme-by-port',
        message: `${spoken} says ${sign.speaks}.`,
        fix: `Write \`scheme: ${sign.speaks}\` beside the port, or \`scheme: ${scheme}\` if that is right.`,
        field: [...field, 'port'],
      },
    ];
  });
