import type { SpecFault } from '../check/fault';
import type { Treatment } from '../middlewares/kind';
import type { Decoder } from '../read';

/** What becomes of a connection that passes a TCP middleware. */
export interface ConnectionVerdict {
  /** Why it is closed; undefined where it passes. */
  readonly closes?: string;
  /** What depends on run time. */
  readonly note?: string;
}

/** All that is known of one kind of TCP middleware. */
export interface TcpMiddlewareKindOf<Spec> {
  /** Reads the spec as Go does. */
  readonly decode: Decoder<Spec>;
  /** What is wrong with a spec of right types. Fields are below the kind. */
  readonly check: (spec: Spec) => readonly SpecFault[];
  /** What it does with a connection from an address; `name` is that of the middleware. */
  readonly handle: (spec: Spec, clientIp: string, name: string) => ConnectionVerdict;
  /** The same told of all connections, as kinds of HTTP middlewares tell it. */
  readonly treat: (spec: Spec) => readonly Treatment[];
}

/** A kind of TCP middleware. */
export function tcpMiddlewareKind<Spec>(
  decode: Decoder<Spec>,
  parts: Omit<TcpMiddlewareKindOf<Spec>, 'decode'>,
): TcpMiddlewareKindOf<Spec> {
  return { decode, ...parts };
}
