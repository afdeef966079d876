/** What most names are, which stay as they are. */
const normal = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;

/** Traefik's Normalize: every run of characters that are neither letters nor numbers becomes one dash. */
export function normalize(name: string): string {
  if (normal.test(name)) return name;
  return name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .join('-');
}
