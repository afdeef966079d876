import { type Explanation, type RequestLine, TrafficModel, explanationText } from '../traefik/model';

/** A request in a test: `GET https://host/path`, a URL alone, or the request line of `explain`. */
export type TestRequest = string | RequestLine;

/** Objects, or a model of them where Traefik is not as the official Helm chart runs it. */
export type Traffic = TrafficModel | Iterable<unknown>;

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
  readonly found: Explanation;
  readonly told: string;
}

/** Asks the model about a request. */
export function observe(traffic: Traffic, request: TestRequest): Observation {
  const model = traffic instanceof TrafficModel ? traffic : TrafficModel.from(traffic);
  const line = typeof request === 'string' ? parseRequest(request) : request;
  const found = model.explain(line);
  return { found, told: explanationText(model, line, found) };
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

/** Whether the request is turned away: the connection is closed, or Traefik answers with an error. */
export function refused({ found, told }: Observation): MatcherResult {
  const { outcome, response } = found;
  const pass = outcome === 'rejected' || (outcome === 'answered' && (response?.status ?? 0) >= 400);
  return result(pass, 'the request to be refused', told);
}

function result(pass: boolean, expectation: string, told: string): MatcherResult {
  return { pass, message: () => `expected ${expectation}${pass ? ' not' : ''}; what happens:\n\n${told}` };
}
