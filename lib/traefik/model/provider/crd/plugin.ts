import { isPlainMap } from '../../../../core/base';
import { type KubernetesView, textOf } from '../kubernetes';
import { type Attempt, failed, isFailed, made } from '../result';

const secretPrefix = 'urn:k8s:secret:';

type PluginSpec = Readonly<Record<string, unknown>>;

/** A plugin's configuration with the secrets that it names (`urn:k8s:secret:<name>:<key>`) read into it. */
export function readPlugin(
  view: KubernetesView,
  namespace: string,
  plugins: PluginSpec,
): Attempt<PluginSpec> {
  const entries: [string, unknown][] = [];
  for (const [name, config] of Object.entries(plugins)) {
    if (config !== null && !isPlainMap(config))
      return failed(`the configuration of plugin ${name} is no object`);
    const read = withSecrets(view, namespace, config);
    if (isFailed(read)) return read;
    entries.push([name, read.value]);
  }
  return made(Object.fromEntries(entries));
}

function withSecrets(view: KubernetesView, namespace: string, value: unknown): Attempt<unknown> {
  if (typeof value === 'string') {
    return value.startsWith(secretPrefix) ? secretValue(view, namespace, value) : made(value);
  }
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) {
      const read = withSecrets(view, namespace, item);
      if (isFailed(read)) return read;
      items.push(read.value);
    }
    return made(items);
  }
  if (!isPlainMap(value)) return made(value);
  const entries: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    const read = withSecrets(view, namespace, item);
    if (isFailed(read)) return read;
    entries.push([key, read.value]);
  }
  return made(Object.fromEntries(entries));
}

function secretValue(view: KubernetesView, namespace: string, urn: string): Attempt<string> {
  const parts = urn.split(':');
  const [, , , name = '', key = ''] = parts;
  if (parts.length !== 5) return failed(`malformed secret URN "${urn}"`);
  const secret = view.secret(namespace, name);
  if (isFailed(secret)) return secret;
  const value = secret.value.data.get(key);
  return value ? made(textOf(value)) : failed(`key "${key}" not found in secret ${namespace}/${name}`);
}
