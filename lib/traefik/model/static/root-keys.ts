import { nearest } from '../../../core/base';

/** Keys of Traefik's static configuration. */
const rootKeys = [
  'global',
  'serversTransport',
  'tcpServersTransport',
  'entryPoints',
  'providers',
  'api',
  'metrics',
  'ping',
  'log',
  'accessLog',
  'tracing',
  'hostResolver',
  'certificatesResolvers',
  'experimental',
  'core',
  'spiffe',
  'ocsp',
];

const known = new Set(rootKeys.map((key) => key.toLowerCase()));

/** A key at the root of a static configuration that Traefik passes over without a word; further in it refuses to start. */
export interface PassedOver {
  readonly key: string;
  /** The key that may have been meant. */
  readonly near: string | undefined;
}

/** All keys of a static configuration that count for nothing. */
export function passedOver(configuration: object): readonly PassedOver[] {
  return Object.keys(configuration)
    .filter((key) => !known.has(key.toLowerCase()))
    .map((key) => ({ key, near: nearest(key, rootKeys) }));
}
