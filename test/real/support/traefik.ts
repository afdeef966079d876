import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BuiltTraefik, requireTraefik, defaultTraefik } from '../parts/parts';
import { AccessLog } from './access-log';
import type { Box } from './box';
import type { Seen } from './backends';
import { Client } from './client';
import { readResponse, requestBytes } from './http1';
import { marker, markerPrefix } from './marker';
import { until } from './parallel';
import type { PartProcess } from './process';
import { type RawData, errorsIn, withoutNames } from './rawdata';
import { type StaticConfig, apiEntryPoint, portOf, runnable } from './static-config';
import { type DatagramOptions, Stream, type StreamOptions, exchangeDatagrams } from './stream';
import { fromJson } from './json';

export interface TraefikOptions {
  /** @default the one that the model takes for the newest that is proven */
  readonly version?: BuiltTraefik;
  /** Traefik's own static configuration. @default that of its Helm chart */
  readonly config?: StaticConfig;
  /** The namespaces that it watches. @default all */
  readonly namespaces?: readonly string[];
  /** Folders of plugin sources, by the plugin's module name; Traefik interprets them. */
  readonly plugins?: Readonly<Record<string, string>>;
}

/** A line of what Traefik logs. */
export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly error?: string;
  readonly [field: string]: unknown;
}

/** A running Traefik in front of a box's cluster. */
export class Traefik extends Client {
  private settledChanges: ReadonlyMap<string, number> = new Map();
  private revision = 0;

  static async start(box: Box, options: TraefikOptions): Promise<Traefik> {
    const address = await box.address();
    const name = `traefik-${address.replaceAll('.', '-')}`;
    const folder = path.join(box.folder, name);
    mkdirSync(folder);
    for (const [module, source] of Object.entries(options.plugins ?? {})) {
      cpSync(source, path.join(folder, 'plugins-local', 'src', module), { recursive: true });
    }
    const config = runnable(withNamespaces(options), address, folder);
    writeFileSync(path.join(folder, 'traefik.yaml'), JSON.stringify(config, undefined, 2));
    const { version = defaultTraefik } = options;
    const traefik = new Traefik(box, name, address, folder, config, version);
    await traefik.launch();
    return traefik;
  }

  private process: PartProcess | undefined;

  private constructor(
    private readonly box: Box,
    readonly name: string,
    /** Its own address in the box. */
    readonly address: string,
    private readonly folder: string,
    private readonly config: StaticConfig,
    readonly version: BuiltTraefik,
  ) {
    const entryPoints = {
      addressOf: (entryPoint: string): string => this.addressOf(entryPoint),
      find: (scheme: string, port: string | undefined): string => this.findEntryPoint(scheme, port),
    };
    super(box.agent, entryPoints, new AccessLog(path.join(folder, 'access.log')));
  }

  /** Waits until Traefik runs with every change made before, by what its API says. It then changes no more. */
  async settled(): Promise<void> {
    const changes = this.box.changes();
    const changed = [...changes].filter(([kind, times]) => this.settledChanges.get(kind) !== times);
    await this.mark(new Set(changed.map(([kind]) => kind)));
    this.settledChanges = changes;
  }

  /** `/api/rawdata`, without what the harness put in. */
  async rawdata(): Promise<RawData> {
    return withoutNames(await this.api<RawData>('/api/rawdata'), (name) => name.includes(markerPrefix));
  }

  /** What `/api/rawdata` holds against routers, services and middlewares. */
  async apiErrors(): Promise<readonly string[]> {
    return errorsIn(await this.rawdata());
  }

  /** The errors it logs about the configuration that it runs with: what it drops is told only there. */
  async dropped(): Promise<readonly LogLine[]> {
    return (await this.complaints()).filter(({ level }) => level === 'error');
  }

  /** The warnings it logs about the configuration that it runs with. */
  async warnings(): Promise<readonly LogLine[]> {
    return (await this.complaints()).filter(({ level }) => level === 'warn');
  }

  /** All that it has logged since its start. */
  logLines(offset = 0): readonly LogLine[] {
    const text = readFileSync(this.log).subarray(offset).toString();
    return text.split('\n').flatMap((line) => {
      try {
        return [fromJson<LogLine>(line)];
      } catch {
        // A panic or a plugin's print is no JSON.
        return line.trim() === '' ? [] : [{ level: 'text', message: line }];
      }
    });
  }

  get log(): string {
    return path.join(this.box.folder, `${this.name}.log`);
  }

  async api<T>(target: string): Promise<T> {
    const { basePath } = this.config.api ?? {};
    const base = typeof basePath === 'string' ? basePath.replace(/\/$/, '') : '';
    return fromJson<T>(await this.page(base + target));
  }

  /** What the entry point of the API answers, as text. */
  async page(target: string): Promise<string> {
    const { socket } = await this.box.agent.connect('tcp', this.addressOf(apiEntryPoint));
    try {
      socket.on('error', () => undefined);
      socket.write(requestBytes({ method: 'GET', target, headers: [['Host', 'api']] }));
      const { status, body } = await readResponse(socket, 'GET');
      if (status !== 200) throw new Error(`${target} answered ${status}: ${body.toString()}`);
      return body.toString();
    } finally {
      socket.destroy();
    }
  }

  /** Opens a TCP or TLS connection to an entry point. */
  open(entryPoint: string, options: StreamOptions = {}): Promise<Stream> {
    return Stream.open(this.box.agent, this.addressOf(entryPoint), options);
  }

  /** Sends text over TCP or TLS and gives what the echo server behind saw. Rejects when the connection is closed. */
  async tcp(entryPoint: string, text: string, options: StreamOptions = {}): Promise<Seen> {
    const stream = await this.open(entryPoint, options);
    try {
      return await stream.write(text).seen();
    } finally {
      stream.close();
    }
  }

  /** Sends a datagram and gives what the echo server behind saw. */
  async udp(entryPoint: string, text: string, options: DatagramOptions = {}): Promise<Seen> {
    const [seen] = await exchangeDatagrams(this.box.agent, this.addressOf(entryPoint), [text], options);
    if (!seen) throw new Error('No datagram came back.');
    return seen;
  }

  async stop({ kill = false } = {}): Promise<void> {
    await this.process?.stop({ kill });
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.launch();
    this.settledChanges = new Map();
  }

  tail(lines?: number): string {
    return this.process?.tail(lines) ?? '';
  }

  addressOf(entryPoint: string): string {
    const found = this.config.entryPoints?.[entryPoint]?.address;
    if (!found) throw new Error(`${this.name} has no entry point ${entryPoint}.`);
    return found.replace(/\/(udp|tcp)$/, '');
  }

  /**
   * What it logs when it takes the configuration in once more. What it logged before may be about a state in between,
   * when some of the objects were there and some were not.
   */
  private async complaints(): Promise<readonly LogLine[]> {
    const offset = statSync(this.log).size;
    await this.mark(new Set());
    const byText = new Map(
      this.logLines(offset).map((line) => [JSON.stringify({ ...line, time: undefined }), line]),
    );
    return [...byText].filter(([text]) => !text.includes(markerPrefix)).map(([, line]) => line);
  }

  /**
   * Writes a marker and waits until Traefik runs with it. Earlier ones stay: taking them away would be a change that
   * comes in the middle of a test, and Traefik would forget its rate limits and nonces by it.
   */
  private async mark(kinds: ReadonlySet<string>): Promise<void> {
    const {
      namespaces = ['default'],
      labelSelector = '',
      ingressClass,
    } = this.config.providers?.kubernetesCRD ?? {};
    const revision = ++this.revision;
    // It watches each of the namespaces that it was told by streams of their own.
    const markers = namespaces.map((namespace, index) =>
      marker({
        namespace,
        revision: `${this.name}-${revision}-${index}`,
        kinds,
        ...(labelSelector && { labels: labelsFor(labelSelector) }),
        ...(ingressClass && { annotations: { 'kubernetes.io/ingress.class': ingressClass } }),
      }),
    );
    const { rejected } = await this.box.kube.apply(
      markers.flatMap(({ objects }) => objects),
      'default',
    );
    for (const { reason } of rejected) throw new Error(`The marker was rejected: ${reason}`);
    await until('Traefik takes in the last change', async () => {
      this.process?.check();
      const data = await this.api<RawData>('/api/rawdata');
      return markers.every((next) => next.seenIn(data)) ? true : undefined;
    }).catch(async (error: Error) => {
      const seen = JSON.stringify(markersIn(await this.api<RawData>('/api/rawdata')));
      throw new Error(`${error.message}\n${seen}\n${this.process?.tail()}`);
    });
  }

  private findEntryPoint(scheme: string, port: string | undefined): string {
    const entryPoints = Object.entries(this.config.entryPoints ?? {});
    const byPort = entryPoints.find(([, { address = '' }]) => port !== undefined && portOf(address) === port);
    return byPort?.[0] ?? (scheme === 'https' ? 'websecure' : 'web');
  }

  private async launch(): Promise<void> {
    this.process = await this.box.run({
      name: this.name,
      command: requireTraefik('traefik', this.version),
      args: [`--configFile=${path.join(this.folder, 'traefik.yaml')}`],
      env: { KUBECONFIG: this.box.kubeconfig },
      folder: this.folder,
    });
    await until('Traefik answers', async () => {
      this.process?.check();
      return this.api('/api/overview').catch(() => undefined);
    });
  }
}

function withNamespaces({ config = {}, namespaces }: TraefikOptions): StaticConfig {
  if (!namespaces) return config;
  const { kubernetesCRD, ...providers } = config.providers ?? {};
  return { ...config, providers: { ...providers, kubernetesCRD: { ...kubernetesCRD, namespaces } } };
}

/** Labels that an equality selector selects: `a=b,c=d`. */
function labelsFor(selector: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const term of selector.split(',')) {
    const [name = '', value = ''] = term.split(/==?/).map((word) => word.trim());
    labels[name] = value;
  }
  return labels;
}

function markersIn(data: RawData): RawData {
  return withoutNames(data, (name) => !name.includes(markerPrefix));
}
