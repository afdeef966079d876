import { type Shape, configurationShape } from '../../../lib/traefik/labels/shape';
import type { Random } from '../differential/random';

/** A made-up container as a Docker engine would have it. */
export interface MadeContainer {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `80/tcp`, with the addresses at which it is published. */
  readonly ports: Readonly<Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[]>>;
  readonly networks: Readonly<Record<string, string>>;
  readonly networkMode: string;
  readonly state: string;
  readonly health?: string;
}

/** Containers, and the options of the provider that reads them. */
export interface DockerCase {
  readonly options: Readonly<Record<string, unknown>>;
  readonly containers: readonly MadeContainer[];
}

const names = ['web', 'Web', 'api', 'a_b', 'web-1', 'ünï'];
const services = ['shop', 'api', 'web_site'];
const networks = ['proxy', 'shop_default'];
const rules = [
  'Host(`a.test`)',
  'Host(`b.test`) && PathPrefix(`/api`)',
  'PathPrefix(`/`)',
  'Host(`a.test',
  '',
];
const texts = [
  'web',
  'x',
  'a,b',
  'a, b ,c',
  '10.0.0.0/8',
  'true',
  '/api',
  '',
  'http://auth:9000',
  'user:$apr1$x$y',
  'web@file',
];
const templates = [
  'Host(`{{ normalize .Name }}.test`)',
  'Host(`{{ .ContainerName | trimPrefix "shop-" | lower }}.test`)',
  'Host(`{{ index .Labels "com.docker.compose.service" }}.test`)',
  '{{ if hasPrefix "shop" .Name }}Host(`shop.test`){{ else }}PathPrefix(`/{{ .Name }}`){{ end }}',
  'Host(`{{ index .Labels "host" | default (printf "%s.test" .Name) }}`)',
  '{{ with index .Labels "host" }}Host(`{{ . }}`){{ end }}',
  '{{ range $i, $v := splitList "-" .Name }}{{ if $i }} || {{ end }}Host(`{{ $v }}`){{ end }}',
  'Host(`{{ regexReplaceAll "[^a-z]+" .Name "-" }}`)',
  'Host(`{{ .Labels.host }}`)',
  'Host(`{{ .Missing }}`)',
  '{{- /* nothing */ -}}  Host(`{{ first (splitList "-" .Name) | upper | replace "S" "z" }}`)',
  '{{ $name := .Name }}Host(`{{ $name }}{{ if and (eq $name "web") (not (contains "x" $name)) }}1{{ end }}`)',
];
const constraints = [
  'Label(`tier`, `front`)',
  '!Label(`tier`, `front`)',
  'LabelRegex(`tier`, `^f`) || Label(`com.docker.compose.service`, `api`)',
  'Label("tier", "front") && !(LabelRegex("tier", "back"))',
  'Label(`tier`)',
  'Tier(`x`)',
];

/** Makes sets of containers at random; the same seed makes the same ones. */
export class DockerGenerator {
  constructor(private readonly random: Random) {}

  next(): DockerCase {
    const { random } = this;
    const options = {
      exposedByDefault: random.chance(0.8),
      constraints: random.maybe(0.15, () => random.pick(constraints)),
      allowEmptyServices: random.maybe(0.2, () => true),
      network: random.maybe(0.2, () => random.pick(networks)),
      useBindPortIP: random.maybe(0.15, () => true),
      defaultRule: random.maybe(0.4, () => random.pick(templates)),
    };
    // A service is often there several times, with the same labels.
    const containers = random.some(4, () => this.service()).flat();
    return { options, containers: containers.map((container, index) => this.placed(container, index)) };
  }

  private service(): readonly Omit<MadeContainer, 'name' | 'networks'>[] {
    const { random } = this;
    const labels = this.labels();
    return Array.from({ length: random.chance(0.3) ? 2 : 1 }, () => ({
      labels: random.chance(0.1) ? { ...labels, ...this.some(2) } : labels,
      ports: this.ports(),
      networkMode: random.chance(0.9) ? 'default' : random.pick(['host', 'container:shop-0', 'bridge']),
      state: random.chance(0.93) ? 'running' : random.pick(['exited', 'created', 'paused']),
      ...(random.chance(0.25) && { health: random.pick(['healthy', 'healthy', 'unhealthy', 'starting']) }),
    }));
  }

  private placed(made: Omit<MadeContainer, 'name' | 'networks'>, index: number): MadeContainer {
    const { random } = this;
    // No engine lets a container share its own network; Traefik would look for its address without end.
    const isFirst = index === 0 && made.networkMode.startsWith('container:');
    const container = isFirst ? { ...made, networkMode: 'default' } : made;
    // Which of several networks is taken where none is named is chance: there is one, unless one is named for all.
    const isShared = container.networkMode === 'default' || container.networkMode === 'bridge';
    return {
      ...container,
      name: `shop-${index}`,
      networks: isShared
        ? random.chance(0.05)
          ? {}
          : { [random.pick(networks)]: `10.0.0.${index + 1}` }
        : container.networkMode === 'host'
          ? { host: '' }
          : {},
    };
  }

  private ports(): MadeContainer['ports'] {
    const { random } = this;
    const entries = random.some(3, () => [
      `${random.pick([80, 443, 8080, 53, 3000])}/${random.chance(0.85) ? 'tcp' : 'udp'}`,
      random.chance(0.6)
        ? []
        : [
            {
              HostIp: random.pick(['0.0.0.0', '192.0.2.7', '::', '']),
              HostPort: String(8000 + random.below(100)),
            },
          ],
    ]);
    return Object.fromEntries(random.chance(0.85) && entries.length === 0 ? [['80/tcp', []]] : entries);
  }

  private labels(): Readonly<Record<string, string>> {
    const { random } = this;
    return {
      ...(random.chance(0.8) && {
        'com.docker.compose.project': 'shop',
        'com.docker.compose.service': random.pick(services),
      }),
      ...(random.chance(0.4) && {
        'traefik.enable': random.pick(['true', 'true', 'true', '1', 'false', 'yes']),
      }),
      ...(random.chance(0.3) && { tier: random.pick(['front', 'back']) }),
      ...(random.chance(0.3) && { host: random.pick(['a.test', 'b.test']) }),
      ...(random.chance(0.15) && { 'traefik.docker.network': random.pick(networks) }),
      ...(random.chance(0.05) && { 'traefik.docker.allownonrunning': 'true' }),
      ...this.some(7),
      ...(random.chance(0.02) && { [random.pick(broken)]: 'true' }),
    };
  }

  private some(most: number): Readonly<Record<string, string>> {
    const { random } = this;
    return Object.assign({}, ...random.some(most, () => this.thing()));
  }

  /** Some labels about one router, service or middleware. */
  private thing(): Readonly<Record<string, string>> {
    const { random } = this;
    const protocol = random.pick(['http', 'http', 'http', 'http', 'tcp', 'udp']);
    const kind = random.pick(['routers', 'routers', 'services', 'middlewares']);
    const root = configurationShape().fields?.[protocol.toUpperCase()]?.fields?.[title(kind)]?.of;
    if (!root) return {};
    if (protocol === 'http' && kind === 'services' && random.chance(0.6))
      return {
        [`traefik.http.services.${random.pick(names)}.loadbalancer.server.port`]: random.pick([
          '80',
          '8080',
          'x',
        ]),
      };
    const prefix = this.spelt(`traefik.${protocol}.${kind}.`) + random.pick(names);
    const lines = random.some(3, () => this.walk(root, prefix)).flat();
    if (kind === 'routers' && random.chance(0.7)) lines.push([`${prefix}.rule`, random.pick(rules)]);
    return Object.fromEntries(lines);
  }

  private spelt(text: string): string {
    const { random } = this;
    // Only what stands behind the root may be spelt otherwise.
    return random.chance(0.9) ? text : `traefik${text.slice(7).toUpperCase()}`;
  }

  private walk(shape: Shape, path: string): [string, string][] {
    const { random } = this;
    const fields = Object.entries(shape.fields ?? {}).filter(
      ([, { ignored }]) => !ignored || random.chance(0.01),
    );
    switch (shape.kind) {
      case 'struct': {
        if (fields.length === 0 || random.chance(0.02)) return [[path, random.pick(['true', 'false', 'x'])]];
        const [name, field] = random.pick(fields);
        const at = `${path}.${random.chance(0.7) ? name.toLowerCase() : name}${random.chance(0.003) ? 'x' : ''}`;
        const below = this.walk(field, at);
        return field.allowEmpty && random.chance(0.5)
          ? [[at, random.pick(['true', 'true', 'TRUE', 'false', ''])], ...(random.chance(0.5) ? below : [])]
          : below;
      }
      case 'map': {
        const key = `${path}.${random.pick(['X-Foo', 'a', '500-599', 'a.b', 'demo'])}`;
        return shape.of ? this.walk(shape.of, key) : [];
      }
      case 'list':
        if (shape.of?.kind !== 'struct') return [[path, random.pick(texts)]];
        return this.walk(shape.of, shape.oneItem ? path : `${path}[${random.below(2)}]`);
      case 'any':
        return [
          [
            `${path}.${random.pick(['a', 'b.c', 'b.d', 'list[0]', 'list[1]', 'list[0].x', 'b.b'])}`,
            random.pick(texts),
          ],
        ];
      default:
        return [[path, this.scalar(shape)]];
    }
  }

  private scalar({ kind }: Shape): string {
    const { random } = this;
    if (random.chance(0.01)) return random.pick(texts);
    switch (kind) {
      case 'flag':
        return random.pick(['true', 'false', 'True', '0', '1', 't']);
      case 'duration':
        return random.pick(['10', '10s', '1m30s', '0', '-5s', '1.5h', '100ms', '+3']);
      case 'int':
      case 'uint':
        return random.pick(['0', '1', '10', '-1', '+2', '9007199254740993', '00012']);
      default:
        return random.pick(texts);
    }
  }
}

const broken = [
  'traefik.http.routers..rule',
  'traefik.http.routers.[0].rule',
  'traefik.httpx.routers.a.rule',
  'traefik.enabled',
  'Traefik.enable',
  'traefik.http',
  'traefik.http.routers.a.entrypoints[0]',
  'traefik.http.services.a.loadbalancer.server',
  'traefik.tls.stores.default.defaultgeneratedcert.resolver',
  'traefik.tls.stores.other.defaultgeneratedcert.resolver',
  'traefik.docker.lbswarm',
  'traefik.swarm.network',
];

function title(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
