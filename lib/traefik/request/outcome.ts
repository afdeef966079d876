import type { TraefikVersion } from '../version';
import type { Response, TrafficRequest } from './request';

/** The Kubernetes Service behind a load balancer. */
export interface Backend {
  readonly service: string;
  readonly port: number;
  readonly scheme: string;
}

/** One service behind a router with its part of the requests. */
export interface Share extends Backend {
  readonly share: number;
}

/** What became of a request, seen from some point of its way. */
export interface Outcome {
  /**
   * `forwarded` to a backend, `answered` by Traefik itself, or `unknown` where something decides that is not in
   * the request; then `request` is what goes on if it passes.
   */
  readonly kind: 'forwarded' | 'answered' | 'unknown';
  readonly response?: Response;
  /** The request as the service got it. */
  readonly request?: TrafficRequest;
  /** The router and service that took it. */
  readonly router?: string;
  readonly service?: string;
  readonly backends?: readonly Share[];
}

/** What a middleware can say besides its outcome. */
export interface Report {
  /** What depends on run time. */
  readonly note: (text: string) => void;
  /** What it changed or decided, for people. */
  readonly change: (text: string) => void;
}

/** What some middlewares need of the rest of the configuration. */
export interface MiddlewareSurroundings extends Report {
  /** The release of Traefik that serves the request. */
  readonly version: TraefikVersion;
  /** Runs a request through a service by its qualified name. */
  readonly serve: (service: string, request: TrafficRequest) => Outcome;
}

/** Traefik answers by itself. */
export function answer(status: number, headers: Readonly<Record<string, string>> = {}): Outcome {
  return { kind: 'answered', response: { status, headers: new Map(Object.entries(headers)) } };
}

/** Changes the headers of what Traefik answers further in; answers of backends are not known here. */
export function withHeaders(outcome: Outcome, change: (headers: Map<string, string>) => void): Outcome {
  if (outcome.kind !== 'answered' || !outcome.response) return outcome;
  const headers = new Map(outcome.response.headers);
  change(headers);
  return { ...outcome, response: { ...outcome.response, headers } };
}

/** Something outside of the request decides whether it passes. */
export function undecided(outcome: Outcome): Outcome {
  const { response: _, ...rest } = outcome;
  return { ...rest, kind: 'unknown' };
}

/** A change in one line: only where something changed. */
export function changed(what: string, before: string, after: string): string {
  return before === after ? `${what} stays ${before}` : `${what} ${before} → ${after}`;
}
