import { posix } from 'node:path';
import { flagsOf, persistentFolder } from '../../../project/delivery';
import { secretParts, variableName } from '../secret-parts';
import { isSecretHeader } from './withheld';
import { middlewareOf, optionsOf } from './static';
import type { Scene } from './scene';

/** Settings of entry points that values of the official chart say in words of their own. */
const byPorts = new Set(['address']);

/** Arguments for a Traefik on Kubernetes: what is not said by other values of the official chart. */
export function additionalArguments(scene: Scene): readonly string[] {
  return flagsOf(scene.configuration).flatMap(({ path, value }) => {
    const [section = '', name = '', ...rest] = path.map((part) => part.toLowerCase());
    if (section === 'core') return [];
    if (section === 'providers' && ['docker', 'swarm', 'file'].includes(name)) return [];
    if (section === 'entrypoints' && byPorts.has(rest.join('.'))) return [];
    const setting = rest.join('.');
    if (isSecret(path, value)) return [`--${path.join('.')}=$(${flagVariable(path)})`];
    if (section === 'entrypoints') return [`--${path.join('.')}=${entryPointValue(scene, setting, value)}`];
    const isStorage = section === 'certificatesresolvers' && setting === 'acme.storage';
    return [`--${path.join('.')}=${isStorage ? posix.join(persistentFolder, posix.basename(value)) : value}`];
  });
}

/** Whether a setting holds what nobody may read: it is written nowhere. */
export function isSecret(path: readonly string[], value: string): boolean {
  const name = path.at(-1) ?? '';
  if (path.some((each) => /^headers$/i.test(each)) && isSecretHeader(name, value)) return true;
  return /password|token|secret|hmac|apikey/i.test(name) || secretParts(value).length > 0;
}

/** The variable of Traefik's container from which such a setting comes; Traefik itself reads those that begin with its name. */
export function flagVariable(path: readonly string[]): string {
  return `ARG_${variableName(path.join('_'))}`;
}

/** The variables from which settings of a static configuration come. */
export function flagVariables(configuration: object): readonly string[] {
  return flagsOf(configuration).flatMap(({ path, value }) => {
    const [section = '', name = ''] = path.map((part) => part.toLowerCase());
    const isGone = section === 'providers' && ['docker', 'swarm', 'file'].includes(name);
    return !isGone && isSecret(path, value) ? [flagVariable(path)] : [];
  });
}

function entryPointValue(scene: Scene, setting: string, value: string): string {
  if (setting === 'http.middlewares')
    return value
      .split(',')
      .map((each) => middlewareOf(scene, each.trim()))
      .join(',');
  if (setting === 'http.tls.options') return optionsOf(scene, value);
  if (setting !== 'http.redirections.entrypoint.to') return value;
  const target = scene.statics.entryPoints.get(value);
  return target ? `:${target.port}` : value;
}
