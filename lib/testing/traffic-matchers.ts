import {
  type Explanation,
  type RequestLine,
  type TrafficModel,
  builtOf,
  explanationText,
} from '../traefik/model';
import { recordExplanation } from './recording';
import { type Traffic, modelOf, nameOf } from './traffic';

/** A request in a test: `GET https://host/path`, a URL alone, or the request line of `explain`. */
export type TestRequest = string | RequestLine;

/** What a request is to find at its backend. */
export interface BackendExpectation {
  /** Port of the Service. @default any */
  readonly port?: number;
  /** `http`, `https` or `h2c`. @default any */
  readonly scheme?: string;
  /** Path and query that arrive. @default any */
  readonly path?: string;
  /** Share of the requests that this backend gets, 0 to 1. @default any */
  readonly share?: number;
}

/** The outcome of a matcher, as jest wants it. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What happens to a request, with the words for a failed expectation. */
export interface Observation {
  readonly model: TrafficModel;
  readonly found: Explanation;
  readonly told: string;
}

/** Asks the model about a request. */
export function observe(traffic: Traffic, request: TestRequest): Observation {
  const model = modelOf(traffic);
  const line = typeof request === 'string' ? parseRequest(request) : request;
  const found = model.explain(line);
  recordExplanation(model, nameOf(model), found);
  return { model, found, told: explanationText(found) };
}

function parseRequest(text: string): RequestLine {
  const [, method, url = text] = /^(\S+)\s+(\S.*)$/.exec(text) ?? [];
  return { url, ...(method !== undefined && { method }) };
}

/** Whether the request goes to a backend. */
export function routed({ found, told }: Observation): MatcherResult {
  return result(found.outcome === 'forwarded', 'the request to be forwarded', told);
}

/** Whether the request goes to this Service, `namespace/name`. */
export function routedTo(
  { found, told }: Observation,
  service: string,
  expected: BackendExpectation = {},
): MatcherResult {
  const { port, scheme, path, share } = expected;
  const pass =
    found.outcome === 'forwarded' &&
    (path === undefined || found.forwarded?.url === path) &&
    found.backends.some(
      (backend) =>
        backend.service === service &&
        (port === undefined || backend.port === port) &&
        (scheme === undefined || backend.scheme === scheme) &&
        (share === undefined || Math.abs(backend.share - share) < 1e-9),
    );
  const details = Object.entries(expected).map(([name, value]) => ` ${name} ${value}`);
  return result(pass, `the request to go to ${service}${details.join(',')}`, told);
}

/** Whether Traefik itself answers with this status, and where to it redirects. */
export function answered({ found, told }: Observation, status: number, location?: string): MatcherResult {
  const { outcome, response } = found;
  const pass =
    outcome === 'answered' &&
    response?.status === status &&
    (location === undefined || response.headers['Location'] === location);
  const where = location === undefined ? '' : ` and Location ${location}`;
  return result(pass, `Traefik to answer ${status}${where}`, told);
}

/** Who turned a request away, and how. */
export interface Refusal {
  /** Kind of the middleware, or `TLSOption` where the handshake broke off. */
  readonly kind: string;
  /** Its name as Traefik has it. */
  readonly name: string;
  /** Null where the connection was closed. */
  readonly status: number | null;
}

/**
 * Whether the request is turned away by something that guards the way to a backend: a middleware that answers with an
 * error or closes the connection, or TLS options that a client does not meet. That no route takes it, or that a service
 * has no server, refuses nobody.
 */
export function refused(observation: Observation): MatcherResult {
  const refusal = refusalOf(observation);
  const why = refusal ? '' : ` (${whyNotRefused(observation)})`;
  return result(refusal !== undefined, `the request to be refused${why}`, observation.told);
}

/** Whether the one who refuses is of this kind, or has this name. */
export function refusedBy(observation: Observation, guard: string): MatcherResult {
  const refusal = refusalOf(observation);
  const pass = refusal !== undefined && (refusal.kind === guard || isNamed(refusal.name, guard));
  const by = refusal ? ` (it is by ${refusal.kind} ${refusal.name})` : '';
  return result(pass, `the request to be refused by ${guard}${by}`, observation.told);
}

/** Whether the refusal is an answer of this status. */
export function refusedWith(observation: Observation, status: number): MatcherResult {
  const refusal = refusalOf(observation);
  const how = refusal?.status === null ? 'the connection is closed' : `it is ${refusal?.status}`;
  return result(refusal?.status === status, `the refusal to be ${status} (${how})`, observation.told);
}

function refusalOf({ model, found }: Observation): Refusal | undefined {
  const { outcome, decidedBy, response, tls } = found;
  if (decidedBy === null) return undefined;
  const { runtime } = builtOf(model);
  const config = (runtime.middlewares.get(decidedBy) ?? runtime.tcpMiddlewares.get(decidedBy))?.config;
  const [kind] = Object.entries(config ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  if (outcome === 'answered' && kind !== undefined && (response?.status ?? 0) >= 400) {
    return { kind, name: decidedBy, status: response?.status ?? null };
  }
  if (outcome !== 'rejected') return undefined;
  if (kind !== undefined && decidedBy !== tls?.options) return { kind, name: decidedBy, status: null };
  return { kind: 'TLSOption', name: decidedBy, status: null };
}

function whyNotRefused({ model, found }: Observation): string {
  const { routers, tcpRouters } = builtOf(model).runtime;
  const own = [...routers.values(), ...tcpRouters.values()].filter(({ config }) => config.source);
  if (own.length === 0) return 'there is no route at all';
  const { outcome, router, response } = found;
  if (outcome === 'forwarded') return 'it is forwarded';
  if (outcome === 'unknown') return 'what decides is not in the request';
  if (router === null) return 'no route takes it: it goes nowhere, but nothing guards it';
  return outcome === 'rejected'
    ? 'the connection is closed, but by no guard'
    : `the answer ${response?.status} is no refusal by a guard`;
}

function isNamed(name: string, wanted: string): boolean {
  const [plain = name] = name.split('@');
  return name === wanted || plain === wanted || plain.endsWith(`-${wanted}`);
}

function result(pass: boolean, expectation: string, told: string): MatcherResult {
  return { pass, message: () => `expected ${expectation}${pass ? ' not' : ''}; what happens:\n\n${told}` };
}
