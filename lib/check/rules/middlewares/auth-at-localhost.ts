import { valueAt } from '../../../core/base';
import type { ObjectCheck, ObjectFinding } from '../object-finding';

const ownHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** Questions of forwardAuth that go to the pod of Traefik itself. */
export const authAtLocalhost: ObjectCheck = (inventory) =>
  inventory.ofGroup('traefik.io').flatMap((placed): ObjectFinding[] => {
    const { kind, spec } = placed.object;
    const address = valueAt(spec, 'forwardAuth', 'address');
    if (kind !== 'Middleware' || typeof address !== 'string') return [];
    const host = hostOf(address);
    if (host === undefined || !ownHost.test(host)) return [];
    return [
      {
        placed,
        rule: 'auth-at-localhost',
        message: `${host} is the pod of Traefik itself, whoever serves on the machine of the one who wrote it.`,
        field: ['spec', 'forwardAuth', 'address'],
      },
    ];
  });

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
