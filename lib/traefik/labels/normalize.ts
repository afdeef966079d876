/** Traefik's Normalize: every run of characters that are neither letters nor numbers becomes one dash. */
export function normalize(name: string): string {
  return name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .join('-');
}
