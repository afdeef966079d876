import { isPlainMap } from '../../core/base';

type Settings = Readonly<Record<string, unknown>>;

/** What the static configuration of a Traefik 2 says, in the words of Traefik 3. */
export interface Version2 {
  readonly configuration: Settings;
  /** Whether its Docker provider reads the services of a swarm. */
  readonly isSwarm: boolean;
}

/**
 * Settings of Traefik 2 that Traefik 3 does not start with, by where they stand; `*` is any name. None of them decides
 * where a request goes.
 *
 * Source: https://doc.traefik.io/traefik/migrate/v2-to-v3/
 */
const gone: readonly (readonly string[])[] = [
  ['pilot'],
  ['hub'],
  ['experimental', 'http3'],
  ['experimental', 'hub'],
  ['experimental', 'kubernetesgateway'],
  ['metrics', 'influxdb'],
  ...['jaeger', 'zipkin', 'datadog', 'instana', 'haystack', 'elastic', 'spannamelimit'].map((name) => [
    'tracing',
    name,
  ]),
  ['providers', 'marathon'],
  ['providers', 'rancher'],
  ['providers', 'docker', 'swarmmode'],
  ['providers', 'docker', 'swarmmoderefreshseconds'],
  ['providers', '*', 'tls', 'caoptional'],
  ['providers', '*', 'endpoint', 'tls', 'caoptional'],
];

/** Traefik 2 reads rules in its own syntax, and swarm by its Docker provider. */
export function asVersion2(configuration: Settings): Version2 {
  const kept = without(configuration, []);
  return {
    configuration: { ...(isPlainMap(kept) ? kept : {}), core: { defaultRuleSyntax: 'v2' } },
    isSwarm: isTrue(below(configuration, 'providers', 'docker', 'swarmmode')),
  };
}

function isTrue(value: unknown): boolean {
  return value === true || /^(?:1|t|true)$/i.test(String(value));
}

function below(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((found, name) => {
    if (!isPlainMap(found)) return undefined;
    return Object.entries(found).find(([key]) => key.toLowerCase() === name)?.[1];
  }, value);
}

/** The settings that are there in Traefik 3; what has nothing else below it is gone as a whole. */
function without(value: unknown, path: readonly string[]): unknown {
  if (!isPlainMap(value)) return value;
  const entries = Object.entries(value).flatMap(([key, child]): [string, unknown][] => {
    const at = [...path, key.toLowerCase()];
    if (gone.some((each) => isSame(each, at))) return [];
    const kept = without(child, at);
    const isEmptied = isPlainMap(child) && Object.keys(child).length > 0 && isEmpty(kept);
    return isEmptied && !isSwitch(at) ? [] : [[key, kept]];
  });
  return Object.fromEntries(entries);
}

function isEmpty(value: unknown): boolean {
  return isPlainMap(value) && Object.keys(value).length === 0;
}

/** A provider is on by being there, whatever stands below it. */
function isSwitch(path: readonly string[]): boolean {
  return path[0] === 'providers' && path.length === 2;
}

function isSame(pattern: readonly string[], path: readonly string[]): boolean {
  return (
    pattern.length === path.length && pattern.every((name, index) => name === '*' || name === path[index])
  );
}
