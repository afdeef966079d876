import type { DecodeError } from '../../api/read';
import { addressSet } from '../rules';
import type { EntryPointFile, StaticFile } from './schema';

const providerNames: ReadonlySet<string> = new Set([
  'kubernetesgateway',
  'kubernetescrd',
  'kubernetes',
  'kubernetesingressnginx',
  'swarm',
  'docker',
  'file',
  'redis',
  'knative',
  'consul',
  'consulcatalog',
  'nomad',
  'etcd',
  'ecs',
  'http',
  'zookeeper',
  'rest',
]);

/** What is of the right type in a static configuration, and yet Traefik does not start with it. */
export function validate(file: StaticFile): readonly DecodeError[] {
  const errors: DecodeError[] = [];
  const { api, core, providers, certificatesResolvers = new Map() } = file;
  if (core && !['v2', 'v3'].includes(core.defaultRuleSyntax ?? 'v3')) {
    errors.push({ path: ['core', 'defaultRuleSyntax'], message: 'must be v2 or v3' });
  }
  for (const [index, name] of (providers?.precedence ?? []).entries()) {
    if (!providerNames.has(name.toLowerCase())) {
      errors.push({ path: ['providers', 'precedence', index], message: 'is no provider' });
    }
  }
  if (!/^\/[a-zA-Z0-9/_.:~-]*$/.test(api?.basePath ?? '/')) {
    errors.push({ path: ['api', 'basePath'], message: 'must be a path that starts with a slash' });
  }
  for (const [name, { acme }] of certificatesResolvers) {
    if (acme && acme.storage === '') {
      errors.push({ path: ['certificatesResolvers', name, 'acme', 'storage'], message: 'must not be empty' });
    }
  }
  for (const [name, entryPoint] of file.entryPoints ?? []) {
    for (const { path, message } of validateEntryPoint(entryPoint)) {
      errors.push({ path: ['entryPoints', name, ...path], message });
    }
  }
  return errors;
}

function validateEntryPoint({ address = '', http, ...entryPoint }: EntryPointFile): readonly DecodeError[] {
  const errors: DecodeError[] = [];
  const slash = address.indexOf('/');
  if (slash >= 0 && !/^(tcp|udp)$/i.test(address.slice(slash + 1))) {
    errors.push({ path: ['address'], message: 'must end in /tcp or /udp where it names a protocol' });
  }
  for (const option of ['underscoreHeadersStrategy', 'aliasHeadersStrategy'] as const) {
    if (!['', 'keep', 'delete', 'reject'].includes(http?.[option] ?? '')) {
      errors.push({ path: ['http', option], message: 'must be keep, delete or reject' });
    }
  }
  const { underscoreHeadersStrategy = '', aliasHeadersStrategy = underscoreHeadersStrategy } = http ?? {};
  if (![aliasHeadersStrategy, ''].includes(underscoreHeadersStrategy) && aliasHeadersStrategy !== '') {
    errors.push({
      path: ['http', 'aliasHeadersStrategy'],
      message: 'must be the same as underscoreHeadersStrategy, or stand alone',
    });
  }
  for (const section of ['forwardedHeaders', 'proxyProtocol'] as const) {
    const ranges = entryPoint[section]?.trustedIPs ?? [];
    for (const [index, range] of ranges.entries()) {
      if (!isRange(range)) {
        errors.push({
          path: [section, 'trustedIPs', index],
          message: 'must be an IP address or a CIDR range',
        });
      }
    }
  }
  return errors;
}

function isRange(text: string): boolean {
  try {
    addressSet([text]);
    return true;
  } catch {
    return false;
  }
}
