import type { TrafficModel } from '../../../lib/traefik/model';
import type { Traefik } from '../support';
import type { Random } from './random';
import { hosts } from './rules';

/** A connection or datagram that is no HTTP. */
export interface RandomStream {
  readonly scheme: 'tcp' | 'tls' | 'udp';
  readonly entryPoint: string;
  readonly clientIp: string;
  /** Empty for a handshake without one. */
  readonly sni: string;
}

/** Where it ended, by the backend's name (`namespace.service.index`); undefined where it was closed. */
export type ObservedStream = { readonly backend: string; readonly isEncrypted: boolean } | undefined;

/** A stream to one of the entry points. */
export function stream(random: Random): RandomStream {
  const scheme = random.pick(['tcp', 'tls', 'tls', 'tls'] as const);
  return {
    scheme,
    entryPoint: random.pick(['tcp', 'tcp', 'tcp', 'mixed', 'websecure', 'web']),
    clientIp: random.pick(['10.99.0.1', '10.99.0.1', '10.99.1.1']),
    sni: scheme === 'tls' ? random.pick(['a.test', 'b.test', ...hosts, 'y.www.a.test', '']) : '',
  };
}

/** All datagrams of an entry point go the same way. */
export const datagram: RandomStream = { scheme: 'udp', entryPoint: 'udp', clientIp: '10.99.0.1', sni: '' };

/** How long nothing may come back before a datagram counts as dropped, in milliseconds. */
const datagramTimeout = 1_000;

/** No HTTP server takes it for a request; a shorter one it would take for the beginning of an HTTP/2 connection. */
const line = 'nothing that HTTP knows how to read\n';

/** Sends a line and sees who echoes it. */
export async function observeStream(traefik: Traefik, one: RandomStream): Promise<ObservedStream> {
  const { entryPoint, clientIp: from, scheme, sni } = one;
  try {
    const { backend, tls } =
      scheme === 'udp'
        ? await traefik.udp(entryPoint, line, { from, timeout: datagramTimeout })
        : await traefik.tcp(entryPoint, line, { from, ...(scheme === 'tls' && { tls: { sni } }) });
    return { backend, isEncrypted: tls !== undefined };
  } catch {
    return undefined;
  }
}

/** Ways in which the model's explanation is not what happened. */
export function compareStream(observed: ObservedStream, model: TrafficModel, one: RandomStream): string[] {
  const { scheme, entryPoint, clientIp, sni } = one;
  const explained = model.explain({ url: `${scheme}://${sni || 'none.test'}`, entryPoint, clientIp, sni });
  const { outcome, router, ambiguous, backends, notes, tls } = explained;
  // A Traefik whose last UDP router went away sends datagrams where they went before, until it starts again.
  if (scheme === 'udp' && router === null) return [];
  if (ambiguous.length > 0 || notes.some((note) => note.startsWith('chance decides'))) return [];
  if (!observed || outcome !== 'forwarded') {
    const there = observed ? 'forwarded' : 'rejected';
    return there === outcome ? [] : [`stream: Traefik ${there}, model ${outcome}`];
  }
  const service = observed.backend.split('.').slice(0, -1).join('/');
  const isKnown = backends.some(({ service: name, share }) => name === service && share > 0);
  // A router without TLS passes on what it gets as well.
  const isPassed = scheme === 'tls' && (tls?.passthrough ?? true);
  return [
    ...(isKnown ? [] : [`stream: Traefik ${service}, model ${JSON.stringify(backends)}`]),
    ...(isPassed === observed.isEncrypted
      ? []
      : [`passthrough: Traefik ${observed.isEncrypted}, model ${isPassed}`]),
  ];
}
