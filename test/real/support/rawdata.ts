/** What Traefik's `/api/rawdata` says, as far as the suites look into it. */
export interface RawData {
  readonly routers?: Readonly<Record<string, RawRouter>>;
  readonly middlewares?: Readonly<Record<string, RawItem>>;
  readonly services?: Readonly<Record<string, RawService>>;
  readonly tcpRouters?: Readonly<Record<string, RawRouter>>;
  readonly tcpMiddlewares?: Readonly<Record<string, RawItem>>;
  readonly tcpServices?: Readonly<Record<string, RawService>>;
  readonly udpRouters?: Readonly<Record<string, RawRouter>>;
  readonly udpServices?: Readonly<Record<string, RawService>>;
}

export interface RawItem {
  readonly status?: 'enabled' | 'disabled' | 'warning';
  readonly error?: readonly string[];
  readonly usedBy?: readonly string[];
  readonly [field: string]: unknown;
}

export interface RawRouter extends RawItem {
  readonly rule?: string;
  readonly service?: string;
  readonly priority?: number;
  readonly middlewares?: readonly string[];
  readonly using?: readonly string[];
}

export interface RawService extends RawItem {
  readonly serverStatus?: Readonly<Record<string, string>>;
  readonly loadBalancer?: {
    readonly servers?: readonly { readonly url?: string; readonly address?: string }[];
  };
}

/** The same without what belongs to the harness, nor any word of who of it uses what. */
export function withoutNames(data: RawData, isForeign: (name: string) => boolean): RawData {
  return Object.fromEntries(
    Object.entries(data).map(([section, items]) => [
      section,
      Object.fromEntries(
        Object.entries<RawItem>(items ?? {})
          .filter(([name]) => !isForeign(name))
          .map(([name, item]) => [name, usedByOthers(item, isForeign)]),
      ),
    ]),
  );
}

function usedByOthers(item: RawItem, isForeign: (name: string) => boolean): RawItem {
  const { usedBy, ...rest } = item;
  const others = usedBy?.filter((name) => !isForeign(name)) ?? [];
  return others.length > 0 ? { ...rest, usedBy: others } : rest;
}

/** Every error that it tells, as `section name: error`. */
export function errorsIn(data: RawData): readonly string[] {
  return Object.entries(data).flatMap(([section, items]) =>
    Object.entries<RawItem>(items ?? {}).flatMap(([name, item]) =>
      (item.error ?? []).map((error) => `${section} ${name}: ${error}`),
    ),
  );
}
