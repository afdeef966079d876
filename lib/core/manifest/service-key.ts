/** A Service as Traefik's model and whatever is asked of it name it: `namespace/name`. */
export function serviceKey(namespace: string | undefined, name: string): string {
  return `${namespace ?? 'default'}/${name}`;
}
