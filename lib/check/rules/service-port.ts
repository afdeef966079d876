import { valueAt } from '../../core/base';
import type { ApiObjectData } from '../../core/manifest';
import { stringAt, valuesAt } from '../cluster';
import type { ObjectCheck, ObjectFinding } from './object-finding';

type PortName = string | number;

/** Ports of Services that a reference does not name, or that the Service does not have. */
export const servicePort: ObjectCheck = (inventory) =>
  inventory.mentions.flatMap(({ placed, mention }): ObjectFinding[] => {
    const { kind, namespace, name, field, consequence, port } = mention;
    if (kind !== 'Service') return [];
    const made = inventory.made(kind, namespace, name);
    const existing = made ? undefined : inventory.existing(kind, namespace, name);
    if (!made && !existing) return [];
    // An ExternalName Service lists no ports; Traefik takes the number of the route.
    if (made && stringAt(made.object, 'spec', 'type') === 'ExternalName' && typeof port === 'number')
      return [];
    const wrong = wrongPort(name, port, made ? portsOf(made.object) : existing?.ports);
    return wrong ? [{ placed, field, consequence, mention, ...wrong }] : [];
  });

function portsOf(service: ApiObjectData): readonly PortName[] {
  return valuesAt(service, ['spec', 'ports', '*'])
    .flatMap((port) => [valueAt(port, 'port'), stringAt(port, 'name')])
    .filter((port) => typeof port === 'string' || typeof port === 'number');
}

/** @param known the ports that the Service has, by number and name; undefined where that is not known */
function wrongPort(
  service: string,
  port: PortName | undefined,
  known: readonly PortName[] | undefined,
): Pick<ObjectFinding, 'rule' | 'message' | 'fix'> | undefined {
  if (port !== undefined && (known === undefined || known.includes(port))) return undefined;
  const list = known?.length === 0 ? 'It has no ports.' : `Its ports are ${known?.join(', ')}.`;
  if (port === undefined) {
    return {
      rule: 'missing-port',
      message: `The reference to Service "${service}" names no port.`,
      ...(known && { fix: list }),
    };
  }
  // Traefik compares a string with port names alone, so "80" never means the number.
  const quoted = typeof port === 'string' && known?.includes(Number(port));
  return {
    rule: 'unknown-port',
    message: `Service "${service}" has no port ${typeof port === 'string' ? `named "${port}"` : port}.`,
    fix: quoted ? `Write the number without quotes: ${port}.` : list,
  };
}
