import type { RuleGroup } from './rule';

const disabled =
  'Traefik disables every router that uses it: their requests fall through to other routers, or get 404.';

/** Middlewares, and how routes name them. */
export const middlewareRules = {
  title: 'Middlewares',
  looksAt:
    'Middleware and MiddlewareTCP, the Secrets that they name, and the order in which routes name them.',
  rules: {
    'middleware-recursion': {
      code: 'TR049',
      wrong: 'A chain of middlewares contains itself.',
      consequence: disabled,
      fix: 'Take one of them out of the circle.',
    },
    'provider-reference-not-allowed': {
      code: 'TR052',
      wrong:
        'A reference names its provider (`shop-auth@kubernetescrd`), and Traefik runs without allowCrossNamespace.',
      consequence: 'Traefik drops the route and only logs it.',
      fix: 'Write name and namespace: `{ name: auth, namespace: shop }`.',
    },
    'prefixed-name': {
      code: 'TR053',
      wrong: 'A reference has the namespace in the name where it does not belong, or lacks it where it does.',
      consequence:
        'Traefik adds the namespace itself, except before an @provider: it finds nothing and disables the router.',
      fix: 'Write `{ name: auth, namespace: shop }`, or `shop-auth@kubernetescrd`.',
    },
    'several-middleware-kinds': {
      code: 'TR054',
      wrong: 'A middleware is of several kinds.',
      consequence:
        'Traefik disables every router that uses it; of a MiddlewareTCP it takes one kind without a word.',
      fix: 'Make a middleware for each, and name them all or chain them.',
    },
    'no-middleware-kind': {
      code: 'TR055',
      wrong: 'A middleware is of no kind that this Traefik has.',
      consequence: disabled,
      fix: 'Give exactly one kind; a plugin has to stand in the static configuration too.',
    },
    'unfit-auth-secret': {
      code: 'TR056',
      wrong: 'The Secret of an authentication is missing, or not what Traefik wants.',
      consequence:
        'Traefik does not make the middleware, and disables every router with it: their requests go, unasked, to routers of lower priority, or get 404.',
      fix: 'Give a Secret with exactly one key, whose value has a user and his hash a line.',
    },
    'middleware-of-other-protocol': {
      code: 'TR057',
      wrong: 'An HTTP route names a MiddlewareTCP, or a TCP route a Middleware.',
      consequence: 'Traefik keeps them apart, finds none of that name, and disables the router.',
      fix: 'Make one of the right kind.',
    },
    'no-rate': {
      code: 'TR061',
      wrong: 'A rateLimit does not say how many requests it lets pass.',
      consequence: 'Traefik sets no limit.',
      fix: 'Give average, with period where it is not a second.',
    },
    'no-attempts': {
      code: 'TR062',
      wrong: 'A retry has no attempts.',
      consequence: disabled,
      fix: 'Write 2 or more, the first time included.',
    },
    'unbuildable-compression': {
      code: 'TR066',
      wrong:
        'A compress middleware includes and excludes content types at once, or names an encoding that is unknown.',
      consequence: disabled,
      fix: 'Keep one of the lists, and write gzip, br or zstd.',
    },
    'child-in-other-namespace': {
      code: 'TR096',
      wrong: 'A middleware names a middleware or service in another namespace.',
      consequence:
        'Traefik runs without allowCrossNamespace: it does not make the middleware, and disables every router with it.',
      fix: 'Put both into one namespace, or set providers.kubernetesCRD.allowCrossNamespace where Traefik runs so.',
    },
    'redirect-after-rewrite': {
      code: 'TR097',
      severity: 'warning',
      wrong: 'A redirection stands behind a middleware that changes the path.',
      consequence:
        'The redirection sees the changed path: clients are sent to a URL without what was cut off.',
      fix: 'Name the redirection first.',
    },
    'idle-rewrite': {
      code: 'TR116',
      wrong: 'A middleware that redirects or rewrites what it matches matches no request that it is given.',
      consequence: 'It does nothing: requests go on as they came.',
      fix: 'Write redirectRegex for the whole URL, the others for the path.',
    },
    'credentials-for-all': {
      code: 'TR124',
      severity: 'warning',
      wrong: 'CORS headers allow every origin, with credentials.',
      consequence:
        'Traefik answers with the origin of whoever asks: any site may read answers with the cookies of its visitors.',
      fix: 'Name the origins, or leave accessControlAllowCredentials out.',
    },
    'hsts-in-the-clear': {
      code: 'TR125',
      severity: 'warning',
      wrong: 'Strict-Transport-Security is asked for where Traefik sees no TLS.',
      consequence: 'Traefik leaves the header out of all answers.',
      fix: 'Say by which header the proxy in front tells of TLS (sslProxyHeaders), or write forceSTSHeader: true.',
    },
    'unaskable-auth': {
      code: 'TR126',
      wrong: 'The address of a forwardAuth is no http or https URL with a host.',
      consequence: 'Traefik answers every request with 500.',
      fix: 'Write the whole URL, such as http://auth.example.svc.cluster.local/verify.',
    },
    'redirect-of-https': {
      code: 'TR128',
      severity: 'warning',
      wrong: 'A redirection to https stands on routes for https alone.',
      consequence: 'It redirects nothing: plain requests go to other routes or get 404.',
      fix: 'Name it in a route of the plain entry point, or redirect that entry point.',
    },
    'redirect-loop': {
      code: 'TR098',
      severity: 'warning',
      wrong: 'A redirection to https stands behind an entry point that does not trust X-Forwarded-Proto.',
      consequence:
        'Where a load balancer in front terminates TLS, Traefik sees http again after each redirection: clients run in a circle.',
      fix: 'Trust the balancer (forwardedHeaders.trustedIPs of the entry point), or let it redirect.',
    },
  },
} as const satisfies RuleGroup;
