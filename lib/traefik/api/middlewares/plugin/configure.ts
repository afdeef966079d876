import { type Attempt, failed, isFailed, isPlainMap, made } from '../../../../core/base';
import type { Sources } from '../kind';

const secretPrefix = 'urn:k8s:secret:';

/** Plugins by name; exactly one where it is right. */
export type PluginSpec = Readonly<Record<string, unknown>>;

/** A plugin's configuration with the secrets that it names (`urn:k8s:secret:<name>:<key>`) read into it. */
export function readSecrets(plugins: PluginSpec, sources: Sources): Attempt<PluginSpec> {
  const entries: [string, unknown][] = [];
  for (const [name, config] of Object.entries(plugins)) {
    if (config !== null && !isPlainMap(config))
      return failed(`the configuration of plugin ${name} is no object`);
    const read = withSecrets(config, sources);
    if (isFailed(read)) return read;
    entries.push([name, read.value]);
  }
  return made(Object.fromEntries(entries));
}

function withSecrets(value: unknown, sources: Sources): Attempt<unknown> {
  if (typeof value === 'string') {
    return value.startsWith(secretPrefix) ? secretValue(value, sources) : made(value);
  }
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) {
      const read = withSecrets(item, sources);
      if (isFailed(read)) return read;
      items.push(read.value);
    }
    return made(items);
  }
  if (!isPlainMap(value)) return made(value);
  const entries: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    const read = withSecrets(item, sources);
    if (isFailed(read)) return read;
    entries.push([key, read.value]);
  }
  return made(Object.fromEntries(entries));
}

function secretValue(urn: string, sources: Sources): Attempt<string> {
  const parts = urn.split(':');
  const [, , , name = '', key = ''] = parts;
  if (parts.length !== 5) return failed(`malformed secret URN "${urn}"`);
  const secret = sources.secret(name);
  if (isFailed(secret)) return secret;
  const value = secret.value.data.get(key);
  return value ? made(Buffer.from(value).toString()) : failed(`key "${key}" not found in secret ${name}`);
}
