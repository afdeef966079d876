import type { Source } from './configuration';

/** A router with the objects that make one of its name. */
interface Named {
  readonly source: Source | undefined;
  readonly rivals?: readonly Source[];
}

/**
 * Adds a router. Of two objects that make a router of one name Traefik keeps the one that it reads last, and it
 * reads them in no order: here it is the last, and the others are its rivals.
 */
export function putRouter<R extends Named>(routers: Map<string, R>, name: string, router: R): void {
  const there = routers.get(name);
  const earlier = there ? [...(there.rivals ?? []), ...(there.source ? [there.source] : [])] : [];
  routers.set(name, withRivals(router, earlier));
}

/** The same router with further objects that make one of its name; its own object is none of them. */
export function withRivals<R extends Named>(router: R, further: readonly Source[]): R {
  const { source, rivals = [] } = router;
  const others = further.filter((rival) => source !== undefined && !isSame(rival, source));
  return others.length === 0 ? router : { ...router, rivals: [...rivals, ...others] };
}

function isSame(a: Source, b: Source): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
}

/** What there is to say of a router that may as well be another one. */
export function rivalryNotes({ source, rivals = [] }: Named): readonly string[] {
  if (!source || rivals.length === 0) return [];
  const named = [source, ...rivals].map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);
  return [`chance decides which of ${named.join(' and ')} has this router: they make one of the same name`];
}
