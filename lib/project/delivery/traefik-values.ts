import { isPlainMap, valueAt } from '../../core/base';
import { stringifyYamlValue } from '../../core/yaml';
import type { EntryPoint } from '../../traefik/model';
import { flagsOf } from './traefik-flags';

type Plain = Readonly<Record<string, unknown>>;

/** Version of Traefik's official Helm chart whose words the values are in. */
const chartVersion = '41.3.0';

/** Entry points that the official chart has of itself. */
const ofChart = ['web', 'websecure'] as const;

/** The entry point that the official chart has for metrics. */
const metricsPort = 'metrics';

/** Where the official chart mounts a volume; all else of its file system is read-only. */
export const persistentFolder = '/data';

/** An entry point, and who reaches it. */
export interface ChartPort extends Pick<EntryPoint, 'name' | 'port' | 'protocol' | 'file'> {
  /** Port of the Service in front of Traefik. */
  readonly exposedPort: number;
  /** Whether that Service has it. */
  readonly isPublic: boolean;
  /** Whether it speaks HTTP/3 too, which is over UDP. @default false */
  readonly hasHttp3?: boolean;
}

/** `ports` of the official chart: exactly these entry points. */
export function chartPorts(points: readonly ChartPort[]): Plain {
  const own = points.map(({ name, port, exposedPort, isPublic, protocol, file, hasHttp3 }) => [
    name,
    {
      port,
      exposedPort,
      expose: { default: isPublic },
      protocol: protocol.toUpperCase(),
      // The chart turns TLS on for websecure of itself.
      ...(name === 'websecure' && !file.http?.tls && { http: { tls: { enabled: false } } }),
      // It gives HTTP/3 only to a port that has TLS in its own words.
      ...(hasHttp3 === true && { http: { tls: { enabled: true } }, http3: { enabled: true } }),
    },
  ]);
  const names = new Set(points.map(({ name }) => name));
  const unused = ofChart.filter((name) => !names.has(name)).map((name) => [name, null]);
  return Object.fromEntries([...own, ...unused]);
}

/** The text of a file of values, with the command that applies it. */
export function chartValuesText(file: string, values: Plain, made: string): string {
  return `# Values for Traefik's official Helm chart, ${made}:
#   helm upgrade --install traefik traefik --repo https://traefik.github.io/charts --version ${chartVersion} \\
#     --namespace traefik --create-namespace -f ${file}
${stringifyYamlValue(values)}`;
}

/** What the values of a Traefik follow from. */
export interface ChartSettings {
  /** Its static configuration, in its own words. */
  readonly configuration: Plain;
  readonly ports: readonly ChartPort[];
  readonly version?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Values of the official chart that make it run a Traefik of this static configuration. */
export function chartValues({ configuration, ports, version, labels }: ChartSettings): Plain {
  const { providers, experimental, ...rest } = configuration;
  const own = isPlainMap(providers) ? providers : {};
  const inWords = ['kubernetesCRD', 'kubernetesIngress', 'kubernetesGateway'] as const;
  const { plugins, ...others } = isPlainMap(experimental) ? experimental : {};
  return {
    ...(version !== undefined && { image: { tag: `v${version.replace(/^v/, '')}` } }),
    ...(labels && { deployment: { podLabels: labels } }),
    ports: {
      ...chartPorts(ports),
      ...(ports.every(({ name }) => name !== metricsPort) && { [metricsPort]: null }),
    },
    metrics: { prometheus: chartPrometheus(configuration) },
    providers: Object.fromEntries(
      inWords.map((name) => [name, own[name] === undefined ? { enabled: false } : inChart(own[name])]),
    ),
    // The chart gives plugins the folder that Traefik loads them into.
    ...(plugins !== undefined && { experimental: { plugins } }),
    ...(keepsCertificates({ configuration }) && {
      persistence: { enabled: true, path: persistentFolder },
    }),
    additionalArguments: flagsOf({
      ...rest,
      ...(Object.keys(others).length > 0 && { experimental: others }),
      ...(Object.keys(own).length > 0 && { providers: own }),
    })
      .filter(({ path: [section, , last] }) => section !== 'entryPoints' || last !== 'address')
      .map(({ path, value }) => `--${path.join('.')}=${value}`),
  };
}

/** The chart gives metrics at an entry point of its own, unless it is told otherwise; Traefik at that of its API. */
function chartPrometheus({ metrics }: Plain): Plain | null {
  const prometheus = valueAt(metrics, 'prometheus');
  return prometheus === undefined ? null : { entryPoint: valueAt(prometheus, 'entryPoint') ?? 'traefik' };
}

/** A provider in the words of the chart, which turns on what Traefik has off. */
function inChart(provider: unknown): Plain {
  const settings = isPlainMap(provider) ? provider : {};
  const flags = ['allowCrossNamespace', 'allowEmptyServices', 'allowExternalNameServices'] as const;
  return {
    enabled: true,
    ...Object.fromEntries(
      flags.flatMap((name) => (settings[name] === undefined ? [] : [[name, settings[name]]])),
    ),
  };
}

/** Whether a Traefik gets certificates by ACME, and so has something to keep. */
export function keepsCertificates({ configuration }: Pick<ChartSettings, 'configuration'>): boolean {
  const resolvers = configuration['certificatesResolvers'];
  return isPlainMap(resolvers) && Object.values(resolvers).some((one) => valueAt(one, 'acme') !== undefined);
}
