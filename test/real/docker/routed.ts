import { rule, tcpRule } from '../differential/rules';
import type { Random } from '../differential/random';
import type { MadeContainer } from './generate';

const names = ['web', 'api', 'Shop', 'a_b'];

/** Middlewares by their labels below `traefik.http.middlewares.<name>.`. */
const middlewares: readonly Readonly<Record<string, string>>[] = [
  { 'stripprefix.prefixes': '/a, /api' },
  { 'stripprefixregex.regex': '^/[a-z]+' },
  { 'addprefix.prefix': '/added' },
  { 'replacepath.path': '/new?x=1' },
  { 'replacepathregex.regex': '^/a(.*)', 'replacepathregex.replacement': '/b$1' },
  { 'headers.customrequestheaders.X-Test': 'set', 'headers.customresponseheaders.X-Out': 'out' },
  { 'headers.customrequestheaders.X-Test': '' },
  { 'headers.stsseconds': '10', 'headers.forcestsheader': 'true', 'headers.framedeny': 'true' },
  {
    'headers.accesscontrolalloworiginlist': 'https://app.test',
    'headers.accesscontrolallowmethods': 'GET,PUT',
  },
  { 'headers.sslredirect': 'true' },
  { 'redirectscheme.scheme': 'https', 'redirectscheme.permanent': 'true' },
  { 'redirectscheme.scheme': 'https', 'redirectscheme.port': '8443' },
  { 'redirectregex.regex': '^https?://([^/]+)/a(.*)', 'redirectregex.replacement': 'https://${1}/z${2}' },
  { 'ipallowlist.sourcerange': '10.99.0.0/24' },
  { 'ipallowlist.sourcerange': '10.99.1.1', 'ipallowlist.rejectstatuscode': '404' },
  { 'ipallowlist.sourcerange': '203.0.113.0/24', 'ipallowlist.ipstrategy.depth': '2' },
  { 'ipallowlist.sourcerange': '' },
  { 'basicauth.users': 'ann:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=', 'basicauth.headerfield': 'X-User' },
  { 'basicauth.users': 'nonsense' },
  { 'chain.middlewares': 'web,api' },
  { 'chain.middlewares': 'missing' },
  { 'inflightreq.amount': '0' },
  { 'inflightreq.amount': '100' },
  { 'ratelimit.average': '10000', 'ratelimit.burst': '10000' },
  { compress: 'true' },
  { contenttype: 'true' },
  { 'retry.attempts': '2' },
  { 'retry.attempts': '0' },
  { 'circuitbreaker.expression': 'NetworkErrorRatio() > 0.99' },
  { 'circuitbreaker.expression': 'nonsense' },
  { 'buffering.maxrequestbodybytes': '100000' },
  { 'encodedcharacters.allowencodedslash': 'true' },
  { 'grpcweb.alloworigins': '*' },
  { 'passtlsclientcert.pem': 'true' },
  { 'errors.status': '404,500-599', 'errors.service': 'web', 'errors.query': '/{status}' },
];

/** Containers that route requests, at the addresses of servers. */
export function routedContainers(random: Random, addresses: readonly string[]): readonly MadeContainer[] {
  const containers: MadeContainer[] = [];
  for (const address of addresses.slice(0, 2 + random.below(addresses.length - 1))) {
    const twin = containers.at(-1);
    const isTwin = twin !== undefined && random.chance(0.2);
    containers.push({
      name: `shop-${containers.length}`,
      labels: isTwin ? twin.labels : labelsOf(random, containers.length),
      ports: isTwin ? twin.ports : Object.fromEntries(ports(random).map((port) => [`${port}/tcp`, []])),
      networks: { proxy: address },
      networkMode: 'default',
      state: random.chance(0.95) ? 'running' : 'exited',
      ...(random.chance(0.1) && { health: random.pick(['healthy', 'unhealthy']) }),
    });
  }
  return containers;
}

function ports(random: Random): readonly number[] {
  return random.chance(0.05) ? [] : [random.pick([80, 443, 3000, 8080]), ...random.some(1, () => 8080)];
}

function labelsOf(random: Random, index: number): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {
    'com.docker.compose.project': 'a',
    'com.docker.compose.service': random.pick(['www', 'b', 'svc', `own${index}`]),
  };
  const add = (beginning: string, fields: Readonly<Record<string, string>>): void => {
    for (const [field, value] of Object.entries(fields)) labels[beginning + field] = value;
  };
  for (const name of new Set(random.some(2, () => random.pick(names))))
    add(`traefik.http.middlewares.${name}.`, random.pick(middlewares));
  const services = [...new Set(random.some(2, () => random.pick(names)))];
  for (const name of services) add(`traefik.http.services.${name}.loadbalancer.`, service(random));
  for (const name of new Set(random.some(3, () => `${random.pick(names)}${random.below(4)}`)))
    add(`traefik.http.routers.${name}.`, router(random, services));
  if (random.chance(0.15)) {
    add('traefik.tcp.routers.tcp.', {
      rule: tcpRule(random),
      entrypoints: random.pick(['tcp', 'mixed']),
      ...(random.chance(0.5) && { tls: 'true' }),
    });
    if (random.chance(0.5)) labels['traefik.tcp.services.tcp.loadbalancer.server.port'] = '80';
  }
  if (random.chance(0.03)) labels['traefik.http.routers.web.rulee'] = 'Host(`a.test`)';
  if (random.chance(0.05)) labels['traefik.enable'] = random.pick(['false', 'no']);
  return labels;
}

function service(random: Random): Readonly<Record<string, string>> {
  return {
    'server.port': random.pick(['80', '80', '8080', '3000', '443']),
    ...(random.chance(0.1) && { 'server.weight': random.pick(['0', '1', '5']) }),
    ...(random.chance(0.1) && { passhostheader: 'false' }),
    ...(random.chance(0.1) && { sticky: 'true', 'sticky.cookie': 'true', 'sticky.cookie.name': 'lb' }),
    ...(random.chance(0.05) && { serverstransport: 'missing@file' }),
    ...(random.chance(0.05) && { strategy: random.pick(['p2c', 'hrw']) }),
  };
}

function router(random: Random, services: readonly string[]): Readonly<Record<string, string>> {
  return {
    ...(random.chance(0.85) && { rule: rule(random) }),
    ...(random.chance(0.5) && {
      entrypoints: random.pick(['web', 'websecure', 'web,websecure', 'mixed', 'nowhere']),
    }),
    ...(random.chance(0.4) && { tls: random.pick(['true', 'true', 'false']) }),
    ...(random.chance(0.3) && { priority: String(random.pick([1, 10, 100, 0, -1])) }),
    ...(random.chance(0.45) && {
      middlewares: [...new Set(random.some(2, () => random.pick(names)))].join(','),
    }),
    ...((services.length > 1 || random.chance(0.15)) && {
      service: random.pick([...services, 'web', 'api@docker', 'missing', 'noop@internal']),
    }),
    ...(random.chance(0.05) && { rulesyntax: 'v2' }),
  };
}
