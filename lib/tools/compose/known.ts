/**
 * Ports that official images listen on (their EXPOSE, which is not in a Compose file). Only asked where nothing in the
 * project says a port.
 */
export const exposedByImage: ReadonlyMap<string, number> = new Map([
  ['adminer', 8080],
  ['caddy', 80],
  ['grafana/grafana', 3000],
  ['grafana/loki', 3100],
  ['httpd', 80],
  ['influxdb', 8086],
  ['mariadb', 3306],
  ['memcached', 11_211],
  ['minio/minio', 9000],
  ['mongo', 27_017],
  ['mysql', 3306],
  ['nats', 4222],
  ['nginx', 80],
  ['postgis/postgis', 5432],
  ['postgres', 5432],
  ['prom/alertmanager', 9093],
  ['prom/node-exporter', 9100],
  ['prom/prometheus', 9090],
  ['rabbitmq', 5672],
  ['redis', 6379],
  ['registry', 5000],
  ['traefik/whoami', 80],
  ['valkey/valkey', 6379],
]);

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
