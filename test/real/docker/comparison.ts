import { spawnSync } from 'node:child_process';
import { isPlainMap, valueAt } from '../../../lib/core/base';
import type { ProviderConfiguration } from '../../../lib/traefik/model/dynamic/configuration';
import { makeCluster } from '../../../lib/traefik/model/provider/cluster';
import { provideDocker } from '../../../lib/traefik/model/provider/docker';
import { requirePart } from '../parts/parts';
import { Random } from '../differential/random';
import { decodeFile } from '../../../lib/traefik/labels';
import { randomFile } from './files';
import { type DockerCase, DockerGenerator } from './generate';
import { inspected, objectOf } from './inspected';

export interface DockerComparison {
  /** Routers, services and middlewares that Traefik's provider made. */
  readonly made: number;
  /** Containers that this program leaves out. */
  readonly dropped: number;
  /** What differs, with the containers. */
  readonly differences: readonly string[];
}

/** Asks Traefik's own Docker provider and this program what they make of made-up containers. */
export function compareDockerProviders(seed: number, count: number): DockerComparison {
  const generator = new DockerGenerator(new Random(seed));
  const cases = Array.from({ length: count }, () => generator.next());
  const theirs = ask(cases.map(question));
  const differences: string[] = [];
  let made = 0;
  let dropped = 0;
  for (const [index, each] of cases.entries()) {
    const provided = provideDocker(makeCluster(each.containers.map(objectOf)), 'docker', each.options);
    const ours = JSON.stringify(sorted(printed(provided.configuration)));
    const other = sorted(withoutEmpty(withNames(theirs[index]?.configuration)));
    dropped += provided.dropped.length;
    made += countOf(other);
    if (ours !== JSON.stringify(other)) {
      const error = theirs[index]?.error ?? '';
      differences.push(
        `case ${index}\nthis program: ${ours}\nTraefik:      ${JSON.stringify(other)} ${error}\ndropped: ${JSON.stringify(provided.dropped)}\n${JSON.stringify(each)}`,
      );
    }
  }
  return { made, dropped, differences };
}

/** Asks Traefik and this program what they make of made-up files of the file provider. */
export function compareFiles(seed: number, count: number): DockerComparison {
  const random = new Random(seed);
  const files = Array.from({ length: count }, () => randomFile(random));
  // JSON is YAML.
  const theirs = ask(files.map((file) => ({ file: JSON.stringify(file) })));
  const differences: string[] = [];
  let made = 0;
  let dropped = 0;
  for (const [index, file] of files.entries()) {
    const read = decodeFile(file);
    const answer = theirs[index] ?? {};
    const isRefused = 'reason' in read;
    const ours = isRefused
      ? 'refused'
      : JSON.stringify(sorted(withoutEmpty(plainPassthrough(unbig(read.configuration)))));
    const other =
      answer.error === undefined
        ? JSON.stringify(sorted(withoutEmpty(plainPassthrough(answer.configuration))))
        : 'refused';
    if (isRefused) dropped += 1;
    else made += countOf(answer.configuration);
    if (ours === other) continue;
    const reason = isRefused ? read.reason : '';
    differences.push(
      `case ${index}\nthis program: ${ours} ${reason}\nTraefik:      ${other} ${answer.error ?? ''}\n${JSON.stringify(file)}`,
    );
  }
  return { made, dropped, differences };
}

/** Go prints what TCP routers do not pass through. */
function plainPassthrough(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, (key, item: unknown) =>
      key === 'passthrough' && item === false ? undefined : item,
    ),
  );
}

function unbig(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? Number(item) : item)),
  );
}

interface Answer {
  readonly configuration?: unknown;
  readonly error?: string;
}

function ask(questions: readonly object[]): readonly Answer[] {
  const input = questions.map((each) => `${JSON.stringify(each)}\n`).join('');
  const options = { input, encoding: 'utf8', maxBuffer: 1024 ** 3, timeout: 600_000 } as const;
  const { stdout, status, stderr } = spawnSync(requirePart('docker-provider'), [], options);
  if (status !== 0) throw new Error(`docker-provider ended with ${String(status)}: ${stderr.slice(-2_000)}`);
  return stdout
    .trim()
    .split('\n')
    .map((line): Answer => JSON.parse(line));
}

function question({ options, containers }: DockerCase): object {
  return { options, containers: containers.map(inspected) };
}

function printed(configuration: ProviderConfiguration): unknown {
  const { routers, services, middlewares, tcpRouters, tcpServices, tcpMiddlewares } = configuration;
  const { udpRouters, udpServices, defaultCertificates } = configuration;
  return withoutEmpty({
    http: { routers: plain(routers), services: plain(services), middlewares: plain(middlewares) },
    tcp: { routers: plain(tcpRouters), services: plain(tcpServices), middlewares: plain(tcpMiddlewares) },
    udp: { routers: plain(udpRouters), services: plain(udpServices) },
    tls: {
      stores: Object.fromEntries(
        [...defaultCertificates].map(([name, certificate]) => [
          name,
          certificate.kind === 'generated'
            ? { resolver: certificate.resolver, names: certificate.names }
            : {},
        ]),
      ),
    },
  });
}

/** Default certificates as this program has them: those that Traefik asks for. */
function withNames(configuration: unknown): unknown {
  const generated = valueAt(configuration, 'tls', 'stores', 'default', 'defaultGeneratedCert');
  const [resolver, domain] = [valueAt(generated, 'resolver'), valueAt(generated, 'domain')];
  const { tls: _tls, ...rest } = isPlainMap(configuration) ? configuration : {};
  if (!isPlainMap(domain) || resolver === undefined) return rest;
  const sans = domain['sans'];
  const names = [domain['main'] ?? '', ...(Array.isArray(sans) ? sans : [])];
  return { ...rest, tls: { stores: { default: { resolver, names } } } };
}

/** Fields that Traefik does not print. */
const unprinted = new Set([
  'source',
  'backend',
  'refusal',
  'isDefaultRule',
  'resolvedOptions',
  'deniedEncodedCharacters',
]);

function plain(things: ReadonlyMap<string, object>): object {
  return Object.fromEntries([...things].map(([name, thing]) => [name, withoutUnprinted(thing)]));
}

function withoutUnprinted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnprinted);
  if (!isPlainMap(value)) return typeof value === 'bigint' ? Number(value) : value;
  const entries = Object.entries(value).filter(([key]) => !unprinted.has(key));
  return Object.fromEntries(entries.map(([key, child]) => [key, withoutUnprinted(child)]));
}

/** Without what Go leaves out of one of the two forms: empty texts and lists, zeros at the top of a thing. */
function withoutEmpty(value: unknown, depth = 0): unknown {
  if (!isPlainMap(value)) return value;
  const entries = Object.entries(value)
    .map(([key, child]) => [key, depth < 3 ? withoutEmpty(child, depth + 1) : child] as const)
    .filter(([key, child]) => {
      if (child === undefined || child === null) return false;
      if (depth < 2) return !isPlainMap(child) || Object.keys(child).length > 0;
      if (key === 'passthrough') return child !== false;
      return child !== '' && child !== 0 && !(Array.isArray(child) && child.length === 0);
    });
  return Object.fromEntries(entries);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlainMap(value)) return value;
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

function countOf(configuration: unknown): number {
  if (!isPlainMap(configuration)) return 0;
  return Object.values(configuration)
    .flatMap((section) => (isPlainMap(section) ? Object.values(section) : []))
    .reduce<number>((sum, things) => sum + (isPlainMap(things) ? Object.keys(things).length : 0), 0);
}
