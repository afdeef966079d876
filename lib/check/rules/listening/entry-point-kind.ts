import type { EntryPoint } from '../../../traefik/model';
import type { ClusterFacts } from '../../cluster';

/** Whether it is said which Traefik the objects are behind. */
export function isTraefikKnown({ traefik }: ClusterFacts): boolean {
  return traefik?.configuration !== undefined || traefik?.isOfChart === true;
}

/** What clients speak to an entry point, as far as its port, its TLS and its name tell. */
export function clientsSpeak({ name, exposedPort, file }: EntryPoint): 'http' | 'https' | undefined {
  if (file.http?.tls !== undefined || exposedPort === 443 || exposedPort === 8443) return 'https';
  if (exposedPort === 80 || exposedPort === 8080) return 'http';
  if (/secure|https/i.test(name)) return 'https';
  return /^(?:web|http)$/i.test(name) ? 'http' : undefined;
}

/** Whether all plain requests of an entry point are sent to another one. */
export function redirects({ file }: EntryPoint): boolean {
  return file.http?.redirections?.entryPoint !== undefined;
}
