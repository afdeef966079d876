import type { RuleGroup } from './rule';

const disabled = 'Traefik disables the router: its requests go to routers of lower priority, or get 404.';

/** What users of Traefik report most, and what Traefik says nothing of. */
export const reportRules = {
  title: 'What users report most',
  looksAt:
    'Objects that are valid, that Traefik takes without a word, and that do not do what they were written for.',
  rules: {
    'unknown-annotated-middleware': {
      code: 'TR101',
      wrong: 'The annotation of an Ingress or a Service names a middleware that there is not.',
      consequence: disabled,
      fix: 'Make the Middleware, and name it <namespace>-<name>@kubernetescrd.',
    },
    'misnamed-annotated-middleware': {
      code: 'TR102',
      wrong: 'The annotation of an Ingress or a Service names a middleware otherwise than Traefik does.',
      consequence: disabled,
      fix: 'Write <namespace>-<name>@kubernetescrd.',
    },
    'idle-annotation': {
      code: 'TR103',
      severity: 'warning',
      wrong: 'An annotation stands where Traefik does not read it, or is one that it does not know.',
      consequence: 'Traefik passes over it without a word.',
      fix: 'Write it on the object of which Traefik reads it.',
    },
    'invalid-annotation': {
      code: 'TR136',
      wrong:
        'An annotation of an Ingress or a Service has a value that Traefik refuses, or takes for another one.',
      consequence: 'Traefik leaves the Ingress out, or the paths that lead to the Service, and only logs it.',
      fix: 'Write a value that the annotation takes.',
    },
    'misplaced-field': {
      code: 'TR104',
      wrong: 'A field stands beside spec, and belongs below it.',
      consequence: 'The API server drops the field without a word, and Traefik never sees it.',
      fix: 'Indent it below spec.',
    },
    'old-api-group': {
      code: 'TR091',
      wrong: 'An object is of the API group of Traefik v2, traefik.containo.us.',
      consequence: 'Traefik v3 never reads it, and logs nothing.',
      fix: 'Write apiVersion: traefik.io/v1alpha1.',
    },
    'unread-object': {
      code: 'TR105',
      wrong: 'An object speaks of routes, and no provider of this Traefik reads it.',
      consequence: 'Nothing is made of it, and nothing is logged.',
      fix: 'Turn the provider on, or say with --traefik which Traefik reads these objects.',
    },
    'retired-field': {
      code: 'TR106',
      severity: 'warning',
      wrong: 'A field of Traefik v2 that v3 still takes has no effect.',
      consequence: 'Traefik reads it and does nothing.',
      fix: 'Write what has taken its place.',
    },
    'refused-to-everyone': {
      code: 'TR107',
      wrong:
        'An allow list reads addresses from X-Forwarded-For behind an entry point that takes it of nobody.',
      consequence: 'No address is found, and Traefik refuses every client.',
      fix: 'Name your load balancers in forwardedHeaders.trustedIPs of the entry point, or leave ipStrategy out.',
    },
    'one-client-for-all': {
      code: 'TR108',
      severity: 'warning',
      wrong: 'A limit reads addresses from X-Forwarded-For behind an entry point that takes it of nobody.',
      consequence: 'All clients count as one: a busy one uses up what all may.',
      fix: 'Name your load balancers in forwardedHeaders.trustedIPs of the entry point, or leave ipStrategy out.',
    },
    'uncovered-host': {
      code: 'TR109',
      wrong: 'The certificate of a route does not cover one of its hosts, and no other one does.',
      consequence: 'Clients see a certificate of another name, or the self-signed one, and break off.',
      fix: 'Get a certificate for the host, or name the Secret that has one.',
    },
    'redirection-to-private-port': {
      code: 'TR110',
      wrong: 'An entry point redirects to another one, whose port is not that at which clients reach it.',
      consequence: 'Clients are sent to a port that does not answer.',
      fix: "Write the public port: to: ':443'.",
    },
    'unanswered-api': {
      code: 'TR135',
      severity: 'warning',
      wrong: 'The insecure API has a base path, which its own router does not know.',
      consequence:
        'Neither the API nor a dashboard that works is anywhere on the entry point traefik: all of it is 404.',
      fix: 'Leave basePath out; or leave insecure out, and write a route of your own to the service api@internal.',
    },
    'guarded-auth': {
      code: 'TR111',
      wrong: 'The service of a forwardAuth is asked through a router that has this forwardAuth.',
      consequence: 'Each question asks the next one, until they time out: nobody gets in.',
      fix: "Ask the Service inside of the cluster, or leave the middleware out of the service's own route.",
    },
    'preflight-behind-auth': {
      code: 'TR112',
      severity: 'warning',
      wrong: 'CORS headers stand behind a login.',
      consequence:
        'Browsers send preflight requests without a login: they are refused, and so is what comes after.',
      fix: 'Put the headers middleware before the login.',
    },
    'unasked-password': {
      code: 'TR113',
      severity: 'warning',
      wrong: 'An errors middleware that catches 401 stands before a login by password.',
      consequence: 'The header by which a browser asks for a password is lost: nobody can log in.',
      fix: 'Leave 401 out of its status, or put the login before it.',
    },
    'uncaught-refusal': {
      code: 'TR115',
      severity: 'warning',
      wrong: 'An errors middleware for refusals stands behind the forwardAuth that refuses.',
      consequence: 'What forwardAuth answers goes to the client as it is: nobody is led to the login page.',
      fix: 'Put the errors middleware before the forwardAuth.',
    },
    'idle-retry': {
      code: 'TR129',
      severity: 'warning',
      wrong:
        'A retry stands where it sends nothing again: before an error page, a redirection or a route for POST alone.',
      consequence: 'Requests that fail are not sent again.',
      fix: 'Move it behind what answers before it, or leave it out.',
    },
    'limit-of-compressed': {
      code: 'TR130',
      severity: 'warning',
      wrong: 'A buffering middleware that limits responses stands before one that compresses them.',
      consequence:
        'One response is within the limit for a client that takes it compressed, and is answered with 500 for another.',
      fix: 'Put compress before buffering.',
    },
    'auth-at-localhost': {
      code: 'TR131',
      severity: 'warning',
      wrong: 'A forwardAuth asks localhost.',
      consequence:
        'Unless a container beside Traefik serves there, nobody answers, and Traefik answers every request with 500.',
      fix: 'Write the Service: http://auth.example.svc.cluster.local/verify.',
    },
    'unasked-certificate': {
      code: 'TR132',
      severity: 'warning',
      wrong: 'A passTLSClientCert stands on a route whose clients are never asked for a certificate.',
      consequence: 'Nothing is passed on: the service sees no certificate of anybody.',
      fix: 'Give the route TLS options with clientAuth, or leave the middleware out.',
    },
    'unallowed-host': {
      code: 'TR133',
      wrong: 'The allowedHosts of a headers middleware leave out a host of the route that it stands on.',
      consequence: 'Traefik answers every request for that host with 500.',
      fix: 'Add the host to allowedHosts, or leave the middleware out of this route.',
    },
    'retry-of-one-server': {
      code: 'TR134',
      severity: 'info',
      wrong: 'A retry stands before a sticky cookie.',
      consequence:
        'A client that has the cookie is kept on its server: what fails there is asked of the same one again.',
      fix: 'Leave the cookie out where any server will do, or do without the retry.',
    },
    'server-first-behind-tls': {
      code: 'TR114',
      severity: 'warning',
      wrong: 'A TCP route with TLS leads to a protocol in which the server speaks first.',
      consequence:
        'Traefik waits for a TLS hello before it connects; a client that waits for a greeting hangs until both give up.',
      fix: 'Give it an entry point of its own, HostSNI(`*`) and no tls; or let clients speak TLS from the first byte.',
    },
  },
} as const satisfies RuleGroup;
