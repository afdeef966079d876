import type { Service } from '../dynamic/configuration';
import { providerOf, resolveName } from '../dynamic/names';

/** Services among a service and its children whose settings are those of another reference. */
export function replacedNotes(
  services: ReadonlyMap<string, { readonly config: Service }>,
  name: string,
): readonly string[] {
  const { weighted, highestRandomWeight } = services.get(name)?.config ?? {};
  const children = (weighted ?? highestRandomWeight)?.services ?? [];
  const names = [name, ...children.map(({ name: child = '' }) => resolveName(providerOf(name), child))];
  return names.flatMap((service) => {
    const { replaced, backend } = services.get(service)?.config ?? {};
    if (!replaced || !backend) return [];
    return [
      `several references to ${backend.service} port ${backend.port} make the one service ${service}, with different settings: those that Traefik reads last (sticky, scheme, transport …) count for all`,
    ];
  });
}
