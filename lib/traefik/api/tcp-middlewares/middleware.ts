import { type SpecFault, refusalBy } from '../check/fault';
import { type Treatment, passesAll } from '../middlewares/kind';
import { type DecodedBy, type Decoder, struct } from '../read';
import type { ConnectionVerdict, TcpMiddlewareKindOf } from './kind';
import { tcpMiddlewareKinds } from './registry';

type Kinds = typeof tcpMiddlewareKinds;

/** The name of a kind of TCP middleware. */
export type TcpMiddlewareKind = keyof Kinds;

/** A TCP middleware's spec once read, which is its configuration too. */
export type TcpMiddlewareConfig = {
  readonly [K in TcpMiddlewareKind]?: DecodedBy<Kinds[K]['decode']>;
};

type AnyKind = TcpMiddlewareKindOf<unknown>;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a kind is given was read by itself
const kinds = new Map(Object.entries(tcpMiddlewareKinds) as [TcpMiddlewareKind, AnyKind][]);

const decodeKinds = struct(
  Object.fromEntries([...kinds].map(([name, { decode }]) => [name, decode] as const)),
);

/** Reads the spec of a MiddlewareTCP as Go does. */
export const decodeTcpMiddleware: Decoder<TcpMiddlewareConfig> = (value, path, errors) =>
  decodeKinds(value, path, errors);

/** The names of all kinds. */
export const tcpKindNames: readonly string[] = [...kinds.keys()];

/** The kind that a TCP middleware is taken for. */
export function tcpKindOf(config: TcpMiddlewareConfig): TcpMiddlewareKind | undefined {
  return entriesOf(config)[0]?.[0];
}

/** What is wrong with the kinds of a TCP middleware whose values have the right types. */
export function tcpMiddlewareFaults(spec: object): readonly SpecFault[] {
  return entriesOf(spec).flatMap(([name, kind, own]) =>
    kind.check(own).map((fault) => ({ ...fault, field: [name, ...(fault.field ?? [])] })),
  );
}

/** Why Traefik cannot make a TCP middleware; undefined where it can. */
export function tcpMiddlewareRefusal(config: TcpMiddlewareConfig, name: string): string | undefined {
  const [entry] = entriesOf(config);
  if (!entry) {
    return `invalid middleware "${name}" configuration: invalid middleware type or middleware does not exist`;
  }
  const [, kind, own] = entry;
  return refusalBy('builder', kind.check(own));
}

/** What a TCP middleware does with a connection from an address. */
export function handleConnection(
  config: TcpMiddlewareConfig,
  clientIp: string,
  name: string,
): ConnectionVerdict {
  const [entry] = entriesOf(config);
  if (!entry) return {};
  const [, kind, own] = entry;
  return kind.handle(own, clientIp, name);
}

/** What a TCP middleware does with all connections; one without a kind lets all pass. */
export function tcpTreatmentsOf(config: TcpMiddlewareConfig): readonly Treatment[] {
  const [entry] = entriesOf(config);
  if (!entry) return passesAll;
  const [, kind, own] = entry;
  return kind.treat(own);
}

function entriesOf(middleware: object): readonly (readonly [TcpMiddlewareKind, AnyKind, unknown])[] {
  const own = new Map<string, unknown>(Object.entries(middleware));
  return [...kinds].flatMap(([name, kind]) => {
    const value = own.get(name);
    return value === undefined || value === null ? [] : [[name, kind, value] as const];
  });
}
