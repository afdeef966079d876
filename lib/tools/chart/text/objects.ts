import { helmText } from './text';

/** The templates of everything that is a map by name: one a kind, which makes the objects of all names. */
const kinds = [
  'middlewares',
  'middlewares-tcp',
  'traefikservices',
  'serverstransports',
  'serverstransports-tcp',
  'ingressroute',
  'ingressroute-tcp',
  'ingressroute-udp',
  'certificates',
  'tls-options',
  'tls-stores',
];

/** Those templates by the file that they become. */
export function objectTemplates(): readonly (readonly [string, string])[] {
  return kinds.map((kind) => [`${kind}.yaml`, helmText(`objects/${kind}`)]);
}
