import type { RuleGroup } from './rule';

/** What objects of Traefik say, and what it does with requests, that the linter leaves to taste. */
export const traefikPolicyRules = {
  title: 'Policies for Traefik',
  looksAt: 'What objects of Traefik say, and what it does with requests, that the linter leaves to taste.',
  rules: {
    'all-entry-points': {
      code: 'PL049',
      severity: 'warning',
      wrong: 'A route names no entry points.',
      consequence: 'It is served on all of them, also on the one without TLS.',
      fix: 'Write entryPoints.',
    },
    'old-rule-syntax': {
      code: 'PL052',
      wrong: 'A route is written in the rule syntax of Traefik v2.',
      consequence: 'Traefik v4 will not read it, and its regular expressions mean something else.',
      fix: 'Write it in the syntax of v3, and remove syntax.',
    },
    'plain-http-route': {
      code: 'PL051',
      severity: 'warning',
      wrong: 'A route answers without TLS, and does not redirect.',
      consequence: 'Whoever is on the way reads requests and their cookies, and changes answers.',
      fix: 'Serve it on the entry point with TLS, and let a redirection answer on the other one.',
    },
    'unguarded-route': {
      code: 'PL059',
      severity: 'warning',
      wrong: 'A route with TLS has no middleware that asks, limits or hardens anything.',
      consequence: 'What everybody can reach has nothing between them and the program.',
      fix: 'Give it a login, ipAllowList, rateLimit, inFlightReq or security headers, or make an exception that says why not.',
    },
    'reached-admin-path': {
      code: 'PL060',
      severity: 'warning',
      wrong: 'Clients reach through Traefik what is for operators: metrics or profiles.',
      consequence: 'They read what the program does and for whom, and a profile stops it for seconds.',
      fix: 'Serve it on a port of its own, or exclude the path: && !PathPrefix(`/metrics`).',
    },
    'buffered-grpc': {
      code: 'PL062',
      severity: 'warning',
      wrong: 'A route to a service that speaks gRPC buffers requests.',
      consequence: 'Streams stand still until they end, and calls of the client time out.',
      fix: 'Give gRPC a route of its own, without the middleware buffering.',
    },
    'exposed-sticky-cookie': {
      code: 'PL063',
      severity: 'warning',
      wrong:
        'A sticky cookie goes over plain HTTP, is read by scripts, or goes with requests of other sites.',
      consequence: 'It tells who is served where, and names one server for whoever steals it.',
      fix: 'Write sticky.cookie: { secure: true, httpOnly: true, sameSite: lax }.',
    },
    'unbounded-mirror': {
      code: 'PL064',
      severity: 'warning',
      wrong: 'Requests are mirrored whole, however large they are.',
      consequence: 'Traefik keeps each body in memory until it is sent twice.',
      fix: 'Write mirroring.maxBodySize.',
    },
    'foreign-provider': {
      code: 'PL066',
      severity: 'warning',
      wrong: 'A route uses what another provider than Kubernetes declares.',
      consequence: 'Nobody sees from the cluster what it does, and it fails where that provider is off.',
      fix: 'Declare it as an object in the cluster.',
    },
  },
} as const satisfies RuleGroup;
