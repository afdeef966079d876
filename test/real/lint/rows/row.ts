import type { ApiObjectData } from '../../../../lib/core/manifest';
import type { RuleCode } from '../../../../lib/core/finding';
import type { RequestOptions } from '../../support';

/** What one side of a row has to itself. */
export interface Own {
  /** Of its objects. */
  readonly name: string;
  readonly host: string;
  /** A rule for the host. */
  readonly match: string;
  /** Where its objects are that name no namespace, and another one that Traefik reads too. */
  readonly namespace: string;
  readonly elsewhere: string;
}

/** What is asked of the real Traefik, and what the bad and the good objects answer. */
export interface Ask {
  /** What of the answer counts. @default 'status', or `closed` */
  readonly what?:
    | 'status'
    | 'backend'
    | 'location'
    | 'certificate'
    | 'cookie'
    | 'certificateSeen'
    | 'whereOneFails'
    | 'second'
    | 'neighbour'
    | 'waits'
    | 'tcp'
    | 'udp'
    | 'grpc';
  /** `GET /path`, with `https` in front for TLS; or the entry point and the text of a stream. */
  readonly line: string;
  readonly options?: RequestOptions;
  readonly bad: unknown;
  readonly good: unknown;
}

/** A mistake in objects, beside the same without it. */
export interface Row {
  readonly code: RuleCode;
  readonly mistake: string;
  /** The Traefik that it is shown on. @default plain */
  readonly traefik?: SetupName;
  readonly bad: (own: Own) => readonly ApiObjectData[];
  readonly good: (own: Own) => readonly ApiObjectData[];
  /** What the API server says when it refuses the bad objects. */
  readonly refused?: RegExp;
  /** What Traefik's API or log holds against the bad objects. */
  readonly says?: RegExp;
  readonly asks?: readonly Ask[];
}

/** The Traefiks that rows are shown on, in Traefik's own words. */
export const setups = {
  /** As the official chart runs it, with entry points for streams. */
  plain: {
    entryPoints: {
      web: { address: ':8000' },
      websecure: { address: ':8443', http: { tls: {} } },
      tcp: { address: ':7000' },
      udp: { address: ':7001/udp' },
    },
    providers: { kubernetesCRD: { allowEmptyServices: true } },
    api: {},
  },
  /** One that lets references cross namespaces, and whose entry points set no TLS. */
  open: {
    entryPoints: { web: { address: ':8000' }, websecure: { address: ':8443' } },
    providers: {
      kubernetesCRD: {
        allowEmptyServices: true,
        allowCrossNamespace: true,
        allowExternalNameServices: true,
      },
    },
  },
  /** Traefik's own defaults. */
  bare: {
    entryPoints: { web: { address: ':8000' }, websecure: { address: ':8443', http: { tls: {} } } },
    providers: { kubernetesCRD: { allowEmptyServices: false } },
  },
  /** One that reads a class of its own. */
  classed: {
    entryPoints: { web: { address: ':8000' }, websecure: { address: ':8443', http: { tls: {} } } },
    providers: { kubernetesCRD: { allowEmptyServices: true, ingressClass: 'inner' } },
  },
  /** One that reads Ingresses too. */
  ingresses: {
    entryPoints: { web: { address: ':8000' }, websecure: { address: ':8443', http: { tls: {} } } },
    providers: {
      kubernetesCRD: { allowEmptyServices: true },
      kubernetesIngress: { allowEmptyServices: true, throttleDuration: '50ms' },
    },
  },
} as const;

export type SetupName = keyof typeof setups;

export const setupNames: readonly SetupName[] = ['plain', 'open', 'bare', 'classed', 'ingresses'];

const traefik = 'traefik.io/v1alpha1';

/** An object of one of Traefik's kinds. */
export function object(kind: string, name: string, spec: object): ApiObjectData {
  return { apiVersion: traefik, kind, metadata: { name }, spec };
}

export const web = { name: 'web', port: 80 };

/** An IngressRoute of one route on the entry point web, to the Service web unless its parts say otherwise. */
export function route(name: string, match: string, parts: object = {}, spec: object = {}): ApiObjectData {
  const routes = [{ match, kind: 'Rule', services: [web], ...parts }];
  return object('IngressRoute', name, { entryPoints: ['web'], routes, ...spec });
}

/** One on websecure, with TLS. */
export function secureRoute(
  name: string,
  match: string,
  parts: object = {},
  tls: object = {},
): ApiObjectData {
  return route(name, match, parts, { entryPoints: ['websecure'], tls });
}

/** A Middleware, and a route with it. */
export function behind({ name, match }: Own, spec: object, parts: object = {}): readonly ApiObjectData[] {
  return [object('Middleware', name, spec), route(name, match, { middlewares: [{ name }], ...parts })];
}

/** A TraefikService, and a route to it. */
export function served({ name, match }: Own, spec: object): readonly ApiObjectData[] {
  return [
    object('TraefikService', name, spec),
    route(name, match, { services: [{ name, kind: 'TraefikService' }] }),
  ];
}

export function service(name: string, spec: object = { ports: [{ name: 'http', port: 80 }] }): ApiObjectData {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec };
}

export function secret(name: string, stringData: Readonly<Record<string, string>>): ApiObjectData {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name }, type: 'Opaque', stringData };
}

/** What every row may use. */
export const shared: readonly ApiObjectData[] = [service('web'), service('other')];
