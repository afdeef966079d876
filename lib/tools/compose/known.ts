import { parseImage } from '../../constructs/workload';

/** What is known of an official image and stands in no Compose file. */
export interface KnownImage {
  /** The port that it exposes first; only asked where nothing in the project says one. */
  readonly port?: number;
  /** The user that it makes for its program; with images of Alpine Linux another one. */
  readonly user?: number;
  readonly alpineUser?: number;
  /** Where it keeps its data, in a folder that it must own: below the volume, whose root belongs to root. */
  readonly dataFolder?: { readonly variable: string; readonly mountPath: string; readonly path: string };
}

const postgres: KnownImage = {
  port: 5432,
  user: 999,
  alpineUser: 70,
  dataFolder: {
    variable: 'PGDATA',
    mountPath: '/var/lib/postgresql/data',
    path: '/var/lib/postgresql/data/pgdata',
  },
};

/** By repository. Sources: the Dockerfiles that the pages of the images on Docker Hub name (EXPOSE, useradd, USER). */
const images: ReadonlyMap<string, KnownImage> = new Map([
  ['adminer', { port: 8080 }],
  ['caddy', { port: 80 }],
  ['grafana/grafana', { port: 3000, user: 472 }],
  ['grafana/loki', { port: 3100, user: 10_001 }],
  ['httpd', { port: 80 }],
  ['influxdb', { port: 8086 }],
  ['mariadb', { port: 3306, user: 999 }],
  ['memcached', { port: 11_211, user: 11_211 }],
  ['minio/minio', { port: 9000 }],
  ['mongo', { port: 27_017, user: 999 }],
  ['mysql', { port: 3306, user: 999 }],
  ['nats', { port: 4222 }],
  ['nginx', { port: 80 }],
  ['nginxinc/nginx-unprivileged', { port: 8080, user: 101 }],
  ['postgis/postgis', postgres],
  ['postgres', postgres],
  ['prom/alertmanager', { port: 9093, user: 65_534 }],
  ['prom/node-exporter', { port: 9100, user: 65_534 }],
  ['prom/prometheus', { port: 9090, user: 65_534 }],
  ['rabbitmq', { port: 5672, user: 999 }],
  ['redis', { port: 6379, user: 999 }],
  ['registry', { port: 5000 }],
  ['traefik/whoami', { port: 80 }],
  ['valkey/valkey', { port: 6379, user: 999 }],
]);

/** What is known of the image of a service. */
export function knownImage(image: string | undefined): Omit<KnownImage, 'alpineUser'> {
  const { repository = '', registry, tag = '' } = (image === undefined ? undefined : parseImage(image)) ?? {};
  if (registry !== undefined && registry !== 'docker.io') return {};
  const known = images.get(repository.replace(/^library\//, '')) ?? {};
  const { user, alpineUser, ...rest } = known;
  const own = tag.includes('alpine') ? alpineUser : user;
  return own === undefined ? rest : { ...rest, user: own };
}

/** Names of ports that speak what is registered for their number. */
export const portNames: ReadonlyMap<number, string> = new Map([
  [22, 'ssh'],
  [25, 'smtp'],
  [53, 'dns'],
  [80, 'http'],
  [443, 'https'],
  [1883, 'mqtt'],
  [3306, 'mysql'],
  [4222, 'nats'],
  [5432, 'postgres'],
  [5672, 'amqp'],
  [6379, 'redis'],
  [8080, 'http'],
  [8443, 'https'],
  [9092, 'kafka'],
  [11_211, 'memcached'],
  [27_017, 'mongo'],
]);
