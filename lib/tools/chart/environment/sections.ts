import type { EnvironmentSpec } from '../../../project/environment';
import type { Values } from '../values';

/** The sections of an environment that are values as they stand: templates range over them. */
export const sectionNames = [
  'middlewares',
  'tcpMiddlewares',
  'traefikServices',
  'serversTransports',
  'tcpServersTransports',
  'routes',
  'certificates',
  'issuer',
  'tls',
] as const;

/** Those sections, each as a map even where the environment has none. */
export function sectionValues(spec: EnvironmentSpec): Values {
  return Object.fromEntries(
    sectionNames.flatMap((name): (readonly [string, unknown])[] => {
      if (name === 'issuer') return spec.issuer ? [[name, spec.issuer]] : [];
      if (name === 'routes') return [[name, { http: {}, tcp: {}, udp: {}, ...spec.routes }]];
      if (name === 'tls') return [[name, { options: {}, stores: {}, ...spec.tls }]];
      return [[name, spec[name] ?? {}]];
    }),
  );
}
