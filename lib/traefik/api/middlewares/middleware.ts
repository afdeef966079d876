import { type Attempt, failed, isFailed, made } from '../../../core/base';
import type { Outcome, MiddlewareSurroundings, TrafficRequest } from '../../request';
import { durationFaults } from '../check/durations';
import { type SpecFault, refusalBy } from '../check/fault';
import { type Decoder, struct } from '../read';
import { specSchemaOf } from '../schema';
import { type MiddlewareKindOf, type ReferencePlace, type Sources, type Treatment, passesAll } from './kind';
import { nativeKinds } from './native';
import { middlewareKinds } from './registry';

type SpecKinds = typeof middlewareKinds;

type Kinds = SpecKinds & typeof nativeKinds;

/** The name of a kind of middleware. */
export type MiddlewareKind = keyof Kinds;

/** A Middleware's spec, once read. */
export type DecodedMiddleware = {
  readonly [K in keyof SpecKinds]?: SpecKinds[K] extends MiddlewareKindOf<infer Spec, infer _> ? Spec : never;
};

/** A middleware of the dynamic configuration: what Traefik's API shows of it. */
export type MiddlewareConfig = {
  readonly [K in MiddlewareKind]?: Kinds[K] extends MiddlewareKindOf<infer _, infer Config> ? Config : never;
} & {
  /** Why Traefik cannot make it: every router with it is disabled. Not shown. */
  readonly refusal?: string;
};

/** A kind whose types are not told apart. The registry's key picks kind, spec and configuration alike. */
type AnyKind = MiddlewareKindOf<unknown, unknown>;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a kind is given was read by itself
const kinds = new Map(Object.entries({ ...middlewareKinds, ...nativeKinds }) as [MiddlewareKind, AnyKind][]);

const decodeKinds = struct(
  Object.fromEntries(Object.entries(middlewareKinds).map(([name, { decode }]) => [name, decode] as const)),
);

/** Reads the spec of a Middleware as Go does. */
export const decodeMiddleware: Decoder<DecodedMiddleware> = (value, path, errors) =>
  decodeKinds(value, path, errors);

const places = new Map<
  string,
  { readonly order: number; readonly name: MiddlewareKind; readonly kind: AnyKind }
>(Array.from(kinds, ([name, kind], order) => [name, { order, name, kind }]));

/** The kinds that a middleware names; exactly one where it is right. */
export function kindsOf(config: MiddlewareConfig | DecodedMiddleware): readonly MiddlewareKind[] {
  return namedIn(config).map(([name]) => name);
}

/** The names of all kinds. */
export const middlewareKindNames: readonly string[] = [...kinds.keys()];

/** Whether a kind decides who may pass. A plugin may do so too; what it does is not known. */
export function isGuard(name: string): boolean {
  return places.get(name)?.kind.guards ?? false;
}

/** The kind of guard that a kind is: of two names of one kind the newer one, of auth-url of an Ingress forwardAuth. */
export function guardKind(kind: string): string {
  return sameGuards[kind] ?? kind;
}

/** Guards of another name that guard alike. */
const sameGuards: Readonly<Record<string, string>> = { ipWhiteList: 'ipAllowList', snippet: 'forwardAuth' };

/** Whether a kind lets only so many requests pass. */
export function isLimit(name: string): boolean {
  return places.get(name)?.kind.limits ?? false;
}

/** What a middleware does with all requests, those of one kind of request together; one without a kind lets all pass. */
export function treatmentsOf(config: MiddlewareConfig): readonly Treatment[] {
  const [entry] = entriesOf(config);
  if (!entry) return passesAll;
  const [name, kind, own] = entry;
  return kind.treat(own).map((treatment) => {
    const { effect } = treatment;
    return effect.kind === 'acts'
      ? { ...treatment, effect: { ...effect, as: `${guardKind(name)} ${effect.as}` } }
      : treatment;
  });
}

/** What is wrong with the kinds of a middleware whose values have the right types. */
export function middlewareFaults(spec: object): readonly SpecFault[] {
  return entriesOf(spec).flatMap(([name, kind, own]) => faultsOf(name, kind, own));
}

/** What Traefik's provider makes of a spec, or why it leaves it out. */
export function configureMiddleware(spec: DecodedMiddleware, sources: Sources): Attempt<MiddlewareConfig> {
  const config: Record<string, unknown> = {};
  let refusal: string | undefined;
  for (const [name, kind, own] of entriesOf(spec)) {
    const faults = faultsOf(name, kind, own);
    const dropped = refusalBy('provider', faults);
    if (dropped !== undefined) return failed(`${name}: ${dropped}`);
    const configured = kind.configure(own, sources);
    if (isFailed(configured)) return failed(`${name}: ${configured.reason}`);
    config[name] = configured.value;
    refusal ??= refusalBy('builder', faults) ?? kind.verify(configured.value);
  }
  return made({ ...config, ...(refusal !== undefined && { refusal }) });
}

/**
 * A middleware whose provider hands it over as Traefik's API shows it, as labels and files do: no object is read for it,
 * and what its builder refuses disables its routers.
 */
export function middlewareAsShown(shown: Readonly<Record<string, unknown>>): MiddlewareConfig {
  let refusal: string | undefined;
  for (const [name, kind, own] of entriesOf(shown)) {
    refusal ??= refusalBy('builder', faultsOf(name, kind, own)) ?? kind.verify(own);
  }
  return { ...shown, ...(refusal !== undefined && { refusal }) };
}

/** A middleware's configuration as Traefik's API shows it. */
export function shownMiddleware({ refusal: _refusal, ...config }: MiddlewareConfig): Record<string, object> {
  return Object.fromEntries(
    Object.entries(config).map(([name, own]: [string, object]) => {
      const hidden = hiddenFields[name] ?? [];
      return [name, Object.fromEntries(Object.entries(own).filter(([field]) => !hidden.includes(field)))];
    }),
  );
}

/** What providers set that Traefik's API does not show. */
const hiddenFields: Readonly<Record<string, readonly string[]>> = {
  redirectRegex: ['statusCode'],
  redirectScheme: ['forcePermanentRedirect'],
};

/** Passes a request through a middleware; one without a kind lets it pass. */
export function handleMiddleware(
  config: MiddlewareConfig,
  request: TrafficRequest,
  next: () => Outcome,
  surroundings: MiddlewareSurroundings,
): Outcome {
  const [entry] = entriesOf(config);
  if (!entry) return next();
  const [, kind, own] = entry;
  return kind.handle(request, own, next, surroundings);
}

/** Where the spec of a Middleware names other objects; fields are below `spec`. */
export const middlewareReferences: readonly ReferencePlace[] = [...kinds].flatMap(([name, { references }]) =>
  references.map((place) => ({ ...place, at: [name, ...place.at] })),
);

function entriesOf(middleware: object): readonly (readonly [MiddlewareKind, AnyKind, unknown])[] {
  return namedIn(middleware).filter(([, , value]) => value !== null);
}

/** The kinds that have a value, in the order of the registry: most middlewares name one of many, and are asked often. */
function namedIn(middleware: object): readonly (readonly [MiddlewareKind, AnyKind, unknown])[] {
  const named = Object.entries(middleware).flatMap(([name, value]: [string, unknown]) => {
    const place = places.get(name);
    return place === undefined || value === undefined ? [] : [{ ...place, value }];
  });
  return named
    .toSorted((a, b) => a.order - b.order)
    .map(({ name, kind, value }) => [name, kind, value] as const);
}

function faultsOf(name: string, kind: AnyKind, own: unknown): readonly SpecFault[] {
  const schema = specSchemaOf('Middleware').properties?.[name] ?? {};
  return [...durationFaults(schema, own), ...kind.check(own)].map((fault) => ({
    ...fault,
    field: [name, ...(fault.field ?? [])],
  }));
}
