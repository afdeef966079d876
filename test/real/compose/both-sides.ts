import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { itemAt } from '../../../lib/core/base';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { readCompose } from '../../../lib/project/compose';
import { composedSource, mountedFile } from '../../../lib/project/docker';
import { environmentsProgram } from '../../../lib/project/program';
import { plainObjects, readingOf } from '../../../lib/project/source';
import { type Source, composeSources, convertCompose, credentialsOf } from '../../../lib/tools/compose';
import { parseRule } from '../../../lib/traefik/rule';
import { readStaticConfiguration } from '../../../lib/traefik/model';
import { runContainers, startBench } from '../docker/bench';
import type { MadeContainer } from '../docker/generate';
import { type Answer, type Backend, type Box, type StaticConfig, Stage, type Traefik } from '../support';

/** What became of one request on one side, as far as its client and its server can tell. */
interface Fate {
  readonly status: number;
  readonly location: string | undefined;
  readonly server: string | undefined;
  readonly target: string | undefined;
  readonly prefix: string | undefined;
}

export interface BothSides {
  readonly requests: number;
  readonly reached: number;
  readonly differences: readonly { readonly request: string; readonly before: Fate; readonly after: Fate }[];
}

/** Runs a project before a real Traefik with its Docker provider, what it becomes before another one, and asks both the same. */
export async function compareBothSides(
  box: Box,
  file: string,
  name: string,
  folder: string,
): Promise<BothSides> {
  const { project, problems } = readCompose({ files: [file], projectName: name, environment: {} });
  if (!project) throw new Error(JSON.stringify(problems));
  const environments = [{ name: 'prod', project }];
  const directory = join(file, '..');
  const [source] = composeSources(environments, directory);
  if (!source) throw new Error('There is no environment.');
  const before = await startBefore(box, source, join(folder, 'dynamic'));
  const after = await startAfter(box, source, convertCompose(environments, directory).texts, folder);
  try {
    const asked = requestsFor(source);
    const differences: BothSides['differences'][number][] = [];
    let reached = 0;
    for (const request of asked) {
      const [one, other] = [await before.ask(request), await after.ask(request)];
      if (one.server !== undefined) reached++;
      if (JSON.stringify(one) !== JSON.stringify(other))
        differences.push({ request: JSON.stringify(request), before: one, after: other });
    }
    return { requests: asked.length, reached, differences };
  } finally {
    await before.stop();
    await after.stop();
  }
}

interface Asked {
  readonly line: string;
  readonly entryPoint: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Side {
  readonly ask: (request: Asked) => Promise<Fate>;
  readonly stop: () => Promise<void>;
}

const credentials = [undefined, `Basic ${Buffer.from('test:test').toString('base64')}`];

/** Each host of a rule, with its paths and some others, at each entry point for HTTP, with and without a login. */
function requestsFor({ project }: Source): readonly Asked[] {
  const composed = composedSource(project);
  const { entryPoints } = readStaticConfiguration(composed.facts.traefik?.configuration);
  const rules = composed.objects.flatMap(({ object }) =>
    Object.entries(object.metadata.labels ?? {}).flatMap(([label, rule]) =>
      /\.http\.routers\.[^.]+\.rule$/i.test(label) ? [rule] : [],
    ),
  );
  const text = `${rules.join(' ')} ${JSON.stringify(composed.objects.map(({ object }) => itemAt(object, ['spec'])))}`;
  const hosts = new Set([
    ...rules.flatMap(hostsOf),
    ...Array.from(text.matchAll(/Host\(`([^`]+)`\)/g), ([, host = '']) => host),
  ]);
  const paths = Array.from(text.matchAll(/Path(?:Prefix)?\(`([^`]+)`\)/g), ([, path = '']) => path);
  const targets = [...new Set(['/', '/other?x=1', ...paths, ...paths.map((path) => `${path}/below`)])];
  return [...hosts, 'nobody.test'].flatMap((host) =>
    [...entryPoints.values()]
      .filter(({ protocol, name }) => protocol !== 'udp' && /^(?:web|http)/.test(name))
      .flatMap(({ name, port }) =>
        targets.flatMap((target) =>
          credentials.map((login) => ({
            line: `GET ${port === 443 || name.includes('secure') ? 'https' : 'http'}://${host}${target}`,
            entryPoint: name,
            ...(login !== undefined && { headers: { Authorization: login } }),
          })),
        ),
      ),
  );
}

function hostsOf(rule: string): readonly string[] {
  try {
    return parseRule(rule).hosts;
  } catch {
    return [];
  }
}

async function startBefore(box: Box, source: Source, folder: string): Promise<Side> {
  const composed = composedSource(source.project);
  const servers = new Map<string, Backend>();
  for (const { compose, ports } of source.workloads.values()) {
    const tcp = [
      ...new Set([...ports.filter(({ protocol }) => protocol === 'TCP').map(({ port }) => port), 80]),
    ];
    servers.set(compose, await box.server({ tcp }));
  }
  const texts = (value: unknown): string =>
    [...servers].reduce(
      (text, [name, { address }]) =>
        text.replaceAll(new RegExp(`(?<=//)${name}(?=[:/"])|(?<=")${name}(?=:\\d)`, 'g'), address),
      JSON.stringify(value),
    );
  mkdirSync(folder, { recursive: true });
  const files = composed.objects.filter(({ object }) => object.kind === 'File');
  for (const [index, { object }] of files.entries())
    writeFileSync(join(folder, `${index}.yml`), withUsers(texts(itemAt(object, ['spec'])), source, folder));
  const containers = composed.objects.flatMap(({ object }): MadeContainer[] => {
    const { spec } = JSON.parse(JSON.stringify(object));
    const address = servers.get(spec.service)?.address ?? '10.99.0.9';
    if (object.kind !== 'Container') return [];
    return [
      {
        name: object.metadata.name,
        labels: JSON.parse(texts(object.metadata.labels ?? {})),
        ports: Object.fromEntries(
          spec.ports.map((one: { port: number; protocol?: string }) => [
            `${one.port}/${one.protocol ?? 'tcp'}`,
            [],
          ]),
        ),
        networks: Object.fromEntries(Object.keys(spec.networks).map((network) => [network, address])),
        networkMode: 'default',
        state: 'running',
      },
    ];
  });
  const statics = readStaticConfiguration(composed.facts.traefik?.configuration);
  const { entryPoints: _, providers, ...rest } = plain(statics.file);
  const entryPoints = plain(
    new Map(
      Array.from(statics.entryPoints, ([name, point]) => [
        name,
        { address: `:${point.port}`, ...point.file },
      ]),
    ),
  );
  const { file, ...others } = Object(providers);
  const config: StaticConfig = {
    ...rest,
    entryPoints: { ...entryPoints, mixed: { address: ':8500', asDefault: false } },
    // The box lets every Traefik watch its cluster, in which this one is to see nothing.
    providers: {
      ...others,
      ...(file && { file: { directory: folder } }),
      kubernetesCRD: { namespaces: ['nothing-is-here'] },
    },
  };
  const bench = await startBench(box, config);
  await runContainers(box, bench, containers, 0);
  const names = new Map(
    Array.from(servers, ([compose, { address }]) => [address, source.workloads.get(compose)?.name]),
  );
  return side(bench.traefik, (address) => names.get(address));
}

/** A file with the files of users that it names, which lie beside its folder. */
function withUsers(text: string, { project, traefik = '' }: Source, folder: string): string {
  return text.replaceAll(/(?<="usersFile":")[^"]+/g, (path) => {
    const mounted = mountedFile(project, project.services[traefik] ?? {}, path);
    if (mounted === undefined || mounted === 'unknown') return path;
    const copy = join(folder, '..', 'users');
    writeFileSync(copy, mounted.text);
    return copy;
  });
}

async function startAfter(
  box: Box,
  source: Source,
  texts: Readonly<Record<string, string>>,
  folder: string,
): Promise<Side> {
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, `${name}.yaml`), text);
  const program = environmentsProgram(folder, { variables: {} });
  const { objects, facts } = readingOf(program, 'prod');
  const config = Object(facts.traefik?.configuration);
  const stage = await Stage.open({
    box,
    namespaces: [source.namespace],
    config: { ...config, providers: config.providers },
  });
  const all = [...plainObjects(objects), ...plainObjects(credentialsOf(source))];
  const routed = all.filter(
    ({ apiVersion, kind }) =>
      kind !== 'Namespace' &&
      (apiVersion.startsWith('traefik.io') ||
        ['Service', 'Secret', 'Deployment', 'StatefulSet'].includes(kind)),
  );
  await stage.apply(routed);
  const names = new Map<string, string>();
  for (const { kind, metadata } of routed) {
    if (kind !== 'Service') continue;
    for (const { address } of box.backends.of(source.namespace, metadata.name))
      names.set(address, metadata.name);
  }
  // Nobody answers for the DNS of a cluster here: addresses stand in the place of names.
  const asked = routed.filter((object): object is ApiObjectData =>
    JSON.stringify(object).includes(`.${source.namespace}.svc`),
  );
  if (asked.length > 0) {
    const text = [...names].reduce(
      (all, [address, name]) => all.replaceAll(`${name}.${source.namespace}.svc`, address),
      JSON.stringify(asked),
    );
    await stage.apply(JSON.parse(text));
  }
  return side(stage.traefik, (address) => names.get(address));
}

function side(traefik: Traefik, nameOf: (address: string) => string | undefined): Side {
  return {
    stop: () => traefik.stop(),
    ask: async ({ line, entryPoint, headers }) =>
      fateOf(await traefik.request(line, { entryPoint, ...(headers && { headers }) }), nameOf),
  };
}

function fateOf({ status, headers, seen }: Answer, nameOf: (address: string) => string | undefined): Fate {
  const prefix = seen?.headers?.find(([name]) => name.toLowerCase() === 'x-forwarded-prefix')?.[1];
  return {
    status,
    location: headers['location'],
    server: seen && (nameOf(seen.address.replace(/:\d+$/, '')) ?? seen.address),
    target: seen?.target,
    prefix,
  };
}

function plain(value: object): Record<string, unknown> {
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(
    entries.flatMap(([key, child]) =>
      child === undefined
        ? []
        : [[String(key), child && typeof child === 'object' && !Array.isArray(child) ? plain(child) : child]],
    ),
  );
}
