import { parseImage } from '../../constructs/workload';

/** Registries whose images are those of the same name. */
const registries: ReadonlySet<string> = new Set(['docker.io', 'registry-1.docker.io', 'ghcr.io', 'quay.io']);

/** What is known of an image that is often met, and stands in no Compose file. */
export interface KnownImage {
  /** The TCP ports that it exposes, the one that clients use first; only asked where nothing in the project says one. */
  readonly ports: readonly number[];
  /** The user that it makes for its program; with images of Alpine Linux another one. */
  readonly user?: number;
  readonly alpineUser?: number;
  /** The signal that it says it wants to end by (STOPSIGNAL), without SIG; none for SIGTERM. */
  readonly stopSignal?: string;
  /** Where it keeps its data, in a folder that it must own: below the volume, whose root belongs to root. */
  readonly dataFolder?: { readonly variable: string; readonly mountPath: string; readonly path: string };
}

const postgres: KnownImage = {
  ports: [5432],
  user: 999,
  alpineUser: 70,
  stopSignal: 'INT',
  dataFolder: {
    variable: 'PGDATA',
    mountPath: '/var/lib/postgresql/data',
    path: '/var/lib/postgresql/data/pgdata',
  },
};

/** By repository: from knowledge of these images; none of them is run or read here. */
const images: ReadonlyMap<string, KnownImage> = new Map([
  ['adminer', { ports: [8080] }],
  ['caddy', { ports: [80] }],
  ['containous/whoami', { ports: [80] }],
  ['gitea/gitea', { ports: [3000, 22] }],
  ['grafana/grafana', { ports: [3000], user: 472 }],
  ['grafana/loki', { ports: [3100], user: 10_001 }],
  ['httpd', { ports: [80], stopSignal: 'WINCH' }],
  ['influxdb', { ports: [8086] }],
  ['jmalloc/echo-server', { ports: [8080] }],
  ['kennethreitz/httpbin', { ports: [80] }],
  ['mariadb', { ports: [3306], user: 999 }],
  ['mccutchen/go-httpbin', { ports: [8080] }],
  ['memcached', { ports: [11_211], user: 11_211 }],
  ['minio/minio', { ports: [9000] }],
  ['mongo', { ports: [27_017], user: 999 }],
  ['mysql', { ports: [3306], user: 999 }],
  ['nats', { ports: [4222] }],
  ['nginx', { ports: [80], stopSignal: 'QUIT' }],
  ['nginxinc/nginx-unprivileged', { ports: [8080], user: 101, stopSignal: 'QUIT' }],
  ['phpmyadmin', { ports: [80] }],
  ['portainer/portainer-ce', { ports: [9000, 8000] }],
  ['postgis/postgis', postgres],
  ['postgres', postgres],
  ['prom/alertmanager', { ports: [9093], user: 65_534 }],
  ['prom/node-exporter', { ports: [9100], user: 65_534 }],
  ['prom/prometheus', { ports: [9090], user: 65_534 }],
  ['rabbitmq', { ports: [5672, 4369], user: 999 }],
  ['redis', { ports: [6379], user: 999 }],
  ['registry', { ports: [5000] }],
  ['traefik', { ports: [80] }],
  ['traefik/traefik', { ports: [80] }],
  ['traefik/whoami', { ports: [80] }],
  ['valkey/valkey', { ports: [6379], user: 999 }],
  ['wordpress', { ports: [80] }],
]);

/** What is known of the image of a service. */
export function knownImage(image: string | undefined): Omit<KnownImage, 'alpineUser'> {
  const { repository = '', registry, tag = '' } = (image === undefined ? undefined : parseImage(image)) ?? {};
  if (registry !== undefined && !registries.has(registry)) return { ports: [] };
  const known: KnownImage = images.get(repository.replace(/^library\//, '')) ?? { ports: [] };
  const { user, alpineUser, ...rest } = known;
  const own = tag.includes('alpine') ? alpineUser : user;
  return own === undefined ? rest : { ...rest, user: own };
}
