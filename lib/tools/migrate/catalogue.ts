import type { Severity } from '../../core/finding';

/** What may be told of a part of an Ingress that does not mean the same afterwards. */
interface CodeEntry {
  readonly severity: Severity;
  readonly what: string;
  readonly fix: string;
}

/** Codes of the report of `migrate`; docs/ingress.md lists them, docs/gateway.md those from MG301 and MG401. */
export const migrationCodes = {
  MG101: {
    severity: 'info',
    what: 'Redirections to HTTPS answer GET with 301 instead of 308; other methods get 308 as before.',
    fix: 'Nothing: clients follow both.',
  },
  MG102: {
    severity: 'info',
    what: 'A redirection has the status 301 or 302 for GET, and 308 or 307 for other methods.',
    fix: 'Nothing, unless clients look at the number.',
  },
  MG103: {
    severity: 'info',
    what: 'The backend gets the path from before the rewrite in X-Replaced-Path.',
    fix: 'Nothing: it is one header more.',
  },
  MG104: {
    severity: 'warning',
    what: 'Error pages keep the status of the error, and get no X-Code and X-Original-Uri.',
    fix: 'Give errors.query with {status} and {url} to a service that wants to know.',
  },
  MG105: {
    severity: 'warning',
    what: 'auth-url becomes forwardAuth, which sends headers of its own (X-Forwarded-Uri and -Method) and no snippets.',
    fix: 'Try a login; name the headers of the answer in authResponseHeaders.',
  },
  MG106: {
    severity: 'warning',
    what: 'Requests and responses are buffered together: one of the two cannot be left out.',
    fix: 'Remove the Middleware where bodies are large, or streamed.',
  },
  MG107: {
    severity: 'warning',
    what: 'The backend is told of the certificate in X-Forwarded-Tls-Client-Cert, not in Ssl-Client-*.',
    fix: 'Teach the backend the other names.',
  },
  MG108: {
    severity: 'info',
    what: 'The TLS options have another name; what they ask for is the same.',
    fix: 'Nothing.',
  },
  MG109: {
    severity: 'info',
    what: 'Timeouts of reading and sending have no counterpart; that of connecting is carried.',
    fix: 'Set respondingTimeouts of the entry point where they matter.',
  },
  MG110: {
    severity: 'warning',
    what: 'The server is chosen by the address of the client, not by what upstream-hash-by says.',
    fix: 'Use sticky sessions where requests of one client belong together.',
  },
  MG111: {
    severity: 'warning',
    what: 'The Secret of a certificate is missing: Traefik serves its default one, before and after.',
    fix: 'Make the Secret.',
  },
  MG201: {
    severity: 'error',
    what: 'Snippets of nginx have no counterpart.',
    fix: 'Write a Middleware for what the snippet does.',
  },
  MG202: {
    severity: 'error',
    what: 'Traefik reads no such annotation: what it closes is open already, and stays so.',
    fix: 'Write a Middleware that does it.',
  },
  MG203: {
    severity: 'info',
    what: 'Traefik reads no such annotation, before and after.',
    fix: 'Remove it.',
  },
  MG204: {
    severity: 'error',
    what: 'Variables of nginx have no counterpart here.',
    fix: 'Write what they stand for.',
  },
  MG205: {
    severity: 'error',
    what: 'The Secret is none that a Middleware can use: that wants one key with lines of user:hash, in the same namespace.',
    fix: 'Make such a Secret, and name it in the Middleware.',
  },
  MG206: {
    severity: 'error',
    what: 'Traefik makes nothing of it.',
    fix: 'Mend what is told, and migrate once more.',
  },
  MG207: {
    severity: 'warning',
    what: 'There is no Service to lead to: Traefik answers with 503, as before.',
    fix: 'Make the Service and name it in the route, or remove the route.',
  },
  MG208: {
    severity: 'warning',
    what: 'It limits nothing as long as requests are not buffered, before and after.',
    fix: 'Write a Middleware with buffering.maxRequestBodyBytes to limit bodies.',
  },
  MG209: {
    severity: 'warning',
    what: 'A certificate of this Secret is named by no route: Traefik does not load it any more.',
    fix: 'Name it in a TLSStore, or in the tls section of a route.',
  },
  MG301: {
    severity: 'error',
    what: 'A match of an HTTPRoute cannot say what the rule asks for.',
    fix: 'Write the rule with Host, Path, PathPrefix, PathRegexp, Method, Header and Query, or leave this IngressRoute as it is.',
  },
  MG302: {
    severity: 'error',
    what: 'A filter names a Middleware of its own namespace alone.',
    fix: 'Make the Middleware in the namespace of the route, and name it there.',
  },
  MG303: {
    severity: 'error',
    what: 'No HTTPRoute can lead to these services.',
    fix: 'Name Services or TraefikServices, or leave this IngressRoute as it is.',
  },
  MG304: {
    severity: 'error',
    what: 'A listener with TLS has neither options nor a resolver of certificates, and names at least one Secret.',
    fix: 'Name the Secret in tls.secretName (cert-manager can make it); keep routes with TLS options as IngressRoutes.',
  },
  MG305: {
    severity: 'error',
    what: 'The order of routes is that of the Gateway API, in which a route comes first that came later.',
    fix: 'Write the rules so that none needs a priority: one path longer, or one header more.',
  },
  MG306: {
    severity: 'error',
    what: 'Traefik runs no router of it.',
    fix: 'Mend what is told, and migrate once more.',
  },
  MG307: {
    severity: 'error',
    what: 'Routes of an HTTPRoute have no parents that are routes.',
    fix: 'Write one route with both rules, or leave these IngressRoutes as they are.',
  },
  MG308: {
    severity: 'warning',
    what: 'Access logs, metrics and traces are those of the entry point.',
    fix: 'Set them at the entry point.',
  },
  MG309: {
    severity: 'warning',
    what: 'It stays as it is, and is read by kubernetesCRD as before.',
    fix: 'Nothing, or write a TLSRoute or TCPRoute by hand.',
  },
  MG310: {
    severity: 'warning',
    what: 'The Secret is not among the objects: a listener without it takes no route. Traffic is told as if it were there.',
    fix: 'See to it that the Secret is there, with tls.crt and tls.key, before these objects are.',
  },
  MG311: {
    severity: 'info',
    what: 'A prefix of an HTTPRoute ends where a part of the path ends (/api is none of /apis): an expression says what the rule does.',
    fix: 'Nothing; write a PathPrefix where other implementations of the Gateway API do not know expressions.',
  },
  MG312: {
    severity: 'info',
    what: 'Backends of an HTTPRoute cannot say all that the services do: a TraefikService says it.',
    fix: 'Nothing; other implementations of the Gateway API do not know it.',
  },
  MG313: {
    severity: 'error',
    what: 'Traefik refuses a part of what is written.',
    fix: 'Mend what is told, and migrate once more.',
  },
  MG401: {
    severity: 'warning',
    what: 'Traefik does not read it, before and after.',
    fix: 'Remove it, or say it with a Middleware or a ServersTransport.',
  },
  MG402: {
    severity: 'warning',
    what: 'The backend is not to be had: Traefik itself answered its part of the requests. It is left out.',
    fix: 'Mend what is told, and migrate once more.',
  },
  MG403: {
    severity: 'warning',
    what: 'No backend of the rule is to be had: Traefik answers itself, with 503 in place of 500 (for gRPC of 200).',
    fix: 'Name a Service in the route, or remove the route.',
  },
  MG404: {
    severity: 'warning',
    what: 'A header of this name is set or removed, where the filter did otherwise.',
    fix: 'Look at what reads the header.',
  },
  MG405: {
    severity: 'warning',
    what: 'It is not among the objects. It is taken to be there, with an entry point without TLS, one with it, and no hostname of its own.',
    fix: 'Give the object too.',
  },
  MG406: {
    severity: 'info',
    what: 'The certificate is of another namespace than the routes, or one of several: a TLSStore loads it.',
    fix: 'Nothing; there can be one TLSStore named default in a cluster.',
  },
  MG407: {
    severity: 'warning',
    what: 'The Service is not among the objects. Traffic is told as if it were there.',
    fix: 'Give the Service too.',
  },
  MG408: {
    severity: 'error',
    what: 'The rule has the same Service twice with other settings, which an IngressRoute cannot have.',
    fix: 'Make a second Service, or a TraefikService for each.',
  },
  MG409: {
    severity: 'error',
    what: 'An IngressRouteTCP leads to Services alone, and to one at least.',
    fix: 'Write the route by hand, or remove it.',
  },
  MG410: {
    severity: 'warning',
    what: 'Connections for server names of no route were closed because of it; now they get what HTTP routers say, or the default certificate and 404.',
    fix: 'Nothing, unless something relies on it.',
  },
  MG411: {
    severity: 'warning',
    what: 'A filter is none that Traefik has: every request got 500, and gets 503 now.',
    fix: 'Write a Middleware that does what the filter asks for.',
  },
  MG412: {
    severity: 'warning',
    what: 'The Secret is not among the objects: Traefik takes no route on such a listener. Traffic is told as if it were there.',
    fix: 'See to it that the Secret is there, with tls.crt and tls.key.',
  },
  MG413: {
    severity: 'info',
    what: 'The backend gets the prefix that is taken away in X-Forwarded-Prefix.',
    fix: 'Nothing: it is one header more.',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;

export type MigrationCode = keyof typeof migrationCodes;

export function migrationCode(code: MigrationCode): CodeEntry {
  return migrationCodes[code];
}
