import { fold } from './shape';

/** A router of which labels speak. */
export interface LabelledRouter {
  readonly protocol: 'http' | 'tcp' | 'udp';
  readonly name: string;
  /** The label of its rule, else the first that speaks of it. */
  readonly label: string;
}

const routerLabel = /^traefik\.(http|tcp|udp)\.routers\.([^.]+)(?:\.(.+))?$/i;

/** The routers of which labels speak, whether Traefik takes them or not, in the order of the labels. */
export function routersIn(labels: Readonly<Record<string, string>>): readonly LabelledRouter[] {
  const found = new Map<string, LabelledRouter>();
  for (const label of Object.keys(labels).toSorted()) {
    const [, written = '', name = '', field = ''] = routerLabel.exec(label) ?? [];
    const protocol = (['http', 'tcp', 'udp'] as const).find((known) => known === fold(written));
    if (!protocol) continue;
    const key = `${protocol} ${fold(name)}`;
    const known = found.get(key);
    if (!known) found.set(key, { protocol, name, label });
    else if (fold(field) === 'rule') found.set(key, { ...known, label });
  }
  return [...found.values()];
}
