import type { Share } from '../../request';
import type { Priority, Source } from '../dynamic/configuration';
import type { ServedCertificate, Why } from './why';

/** A middleware on the way of a request. */
export interface PassedMiddleware {
  readonly name: string;
  readonly type: string;
}

/** What goes on to the backend. */
export interface Forwarded {
  readonly method: string;
  readonly url: string;
  /** Headers that the client did not send, or not so. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

/** What happens to a request, as far as its way through Traefik tells. */
export interface Trace {
  readonly id?: string | number;
  readonly entryPoint: string | null;
  readonly router: string | null;
  readonly source: Source | null;
  readonly rule: string | null;
  /** Those of Traefik's own routers lie beyond the safe integers. */
  readonly priority: Priority | null;
  readonly middlewares: readonly PassedMiddleware[];
  readonly service: string | null;
  readonly backends: readonly Share[];
  readonly outcome: 'forwarded' | 'answered' | 'rejected' | 'unknown';
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | null;
  readonly forwarded: Forwarded | null;
  readonly tls: { readonly options: string; readonly passthrough: boolean } | null;
  /** Other routers of the same priority that match too: chance decides. */
  readonly ambiguous: readonly string[];
  /** Lower routers that match too, best first. */
  readonly shadowed: readonly string[];
  /** What depends on run time. */
  readonly notes: readonly string[];
  /**
   * Who answered, or closed the connection, in place of a router's service: a middleware, or the TLS options that broke
   * the handshake off. Null where none of them did.
   */
  readonly decidedBy: string | null;
  /** The middlewares that let the request go on, those of chains too, in order. */
  readonly passed: readonly PassedMiddleware[];
  /** What each middleware changed or decided, in order. */
  readonly changes: readonly { readonly middleware: string; readonly change: string }[];
}

/** What happens to a request, and why: the JSON of `explain`. */
export interface Explanation extends Omit<Trace, 'tls'>, Why {
  readonly tls: (NonNullable<Trace['tls']> & { readonly certificate: ServedCertificate | null }) | null;
}

/** Notes and changes as they are found on the way. */
export interface Journal {
  readonly notes: string[];
  readonly changes: { middleware: string; change: string }[];
  readonly middlewares: PassedMiddleware[];
  readonly passed: PassedMiddleware[];
  readonly ambiguous: string[];
  readonly shadowed: string[];
  decidedBy?: string;
}

/** An empty journal. */
export function makeJournal(): Journal {
  return { notes: [], changes: [], middlewares: [], passed: [], ambiguous: [], shadowed: [] };
}
