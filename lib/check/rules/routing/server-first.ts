import { own, valueAt } from '../../../core/base';
import { placesAt } from '../../cluster';
import type { ObjectCheck, ObjectFinding } from '../object-finding';

/** Protocols in which the server speaks first, by the port that they are known by. */
const greeting: ReadonlyMap<number, string> = new Map([
  [21, 'FTP'],
  [22, 'SSH'],
  [25, 'SMTP'],
  [110, 'POP3'],
  [143, 'IMAP'],
  [587, 'SMTP'],
  [3306, 'MySQL'],
  [5900, 'VNC'],
]);

/** TCP routes by server name to services whose clients wait for a greeting before they would send one. */
export const serverFirst: ObjectCheck = (inventory) =>
  inventory.ofGroup('traefik.io').flatMap((placed): ObjectFinding[] => {
    const { kind, spec } = placed.object;
    if (kind !== 'IngressRouteTCP' || valueAt(spec, 'tls') === undefined) return [];
    return placesAt(spec, ['routes', '*', 'services', '*']).flatMap(({ path, value }): ObjectFinding[] => {
      const port = own(value, 'port');
      const protocol = typeof port === 'number' ? greeting.get(port) : undefined;
      if (protocol === undefined) return [];
      return [
        {
          placed,
          rule: 'server-first-behind-tls',
          message: `Clients of ${protocol} (port ${String(port)}) wait for the server to speak first.`,
          field: ['spec', ...path, 'port'],
        },
      ];
    });
  });
