import { guardKind, isGuard, isLimit } from '../api/middlewares';
import { type Trace, builtOf } from '../model/built';
import type { TrafficModel } from '../model';

/** What becomes of a request, as far as its client and the backend can tell: names of routers and services are no part. */
export interface Answer {
  readonly outcome: Trace['outcome'];
  readonly status: number | null;
  readonly location: string | null;
  /** `http://shop/web:80 0.5`, sorted. */
  readonly backends: readonly string[];
  /** Kinds of guards that it passed: who may pass, and how many; sorted. */
  readonly guards: readonly string[];
  readonly forwarded: Trace['forwarded'];
  /** TLS options by name, and what they are. */
  readonly tls: { readonly options: string; readonly passthrough: boolean; readonly content: string } | null;
}

/** The answer to a request of which a model told what becomes of it. */
export function answerOf(
  model: TrafficModel,
  trace: Pick<Trace, 'outcome' | 'response' | 'backends' | 'passed' | 'forwarded' | 'tls'>,
): Answer {
  const { outcome, response, backends, passed, forwarded, tls } = trace;
  const { tlsOptions } = builtOf(model).runtime.configuration;
  const kinds = new Set(passed.map(({ type }) => guardKind(type)));
  return {
    outcome,
    status: response?.status ?? null,
    location: response?.headers['Location'] ?? null,
    backends: backends
      .map(({ scheme, service, port, share }) => `${scheme}://${service}:${port} ${share}`)
      .toSorted(),
    guards: [...kinds].filter((kind) => isGuard(kind) || isLimit(kind) || kind === 'inFlightConn').toSorted(),
    forwarded,
    tls: tls && {
      options: tls.options,
      passthrough: tls.passthrough,
      // Of a connection that is closed nobody learns more.
      content:
        tls.passthrough || outcome === 'rejected' ? '' : JSON.stringify(tlsOptions.get(tls.options) ?? null),
    },
  };
}

/** Whether nobody can tell two answers apart. */
export function isSameAnswer(one: Answer, other: Answer): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
