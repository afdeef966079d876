/** Whether one of the names of a certificate is good for a host. A wildcard stands for exactly one label. */
export function certificateCovers(dnsNames: readonly string[], host: string): boolean {
  const wildcard = wildcardOver(host);
  return dnsNames.includes(host) || (wildcard !== undefined && dnsNames.includes(wildcard));
}

/** A host as a certificate spells it: lower case, without the final dot that Traefik tolerates. */
export function normalizeHost(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}

/**
 * The names of a certificate: sorted, each once, and without those that a wildcard among them covers, because
 * Let's Encrypt refuses an order that holds both.
 */
export function minimalNames(names: Iterable<string>): readonly string[] {
  const unique = new Set(names);
  return [...unique].filter((name) => !unique.has(wildcardOver(name) ?? '')).sort();
}

/** The wildcard name that covers a host; none covers another wildcard. */
function wildcardOver(host: string): string | undefined {
  const dot = host.indexOf('.');
  return dot > 0 && !host.startsWith('*.') ? `*${host.slice(dot)}` : undefined;
}
