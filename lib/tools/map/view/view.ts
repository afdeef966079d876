import { groupBy } from '../../../core/base';
import { type ListedRouter, type TrafficModel, hostsOf } from '../../../traefik/model';
import { type Change, changesOf } from './changes';

/** The columns of the page, from the client to the backend. */
export const columns = ['entryPoints', 'hosts', 'routers', 'middlewares', 'services'] as const;

export type Column = (typeof columns)[number];

/** A router with what the page shows beside it. */
export interface Row {
  readonly router: ListedRouter;
  /** Keys of the items of each column that it belongs to. */
  readonly keys: Readonly<Record<Column, readonly string[]>>;
  readonly change: Change;
  /** All that a search looks into, in small letters. */
  readonly text: string;
}

/** One thing of a column, and the routers that go through it. */
export interface Item {
  readonly column: Column;
  /** What tells it from others of its column. */
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  /** Indexes of rows. */
  readonly rows: readonly number[];
  /** What stands in front: something is wrong, or changed. */
  readonly mark: Mark | null;
}

export type Mark = 'disabled' | 'warning' | 'added' | 'removed' | 'changed';

/** What the page shows of a model. */
export interface View {
  readonly rows: readonly Row[];
  readonly items: Readonly<Record<Column, readonly Item[]>>;
}

/** What stands in the column of hosts for routers that ask for none. */
export const anyHost = 'any host';

/** @param from what the model is compared with */
export function viewOf(now: TrafficModel, from?: TrafficModel): View {
  const listed = now.listedRouters();
  const compared = changesOf(listed, from?.listedRouters(), [now, from]);
  const rows = compared.map(({ router, change }) => rowOf(router, change));
  const items = {
    entryPoints: itemsOf(rows, 'entryPoints', now.entryPoints()),
    hosts: itemsOf(rows, 'hosts').toSorted((a, b) => compareHosts(a.key, b.key)),
    routers: rows.map((row, index) => routerItem(row, index)),
    middlewares: itemsOf(rows, 'middlewares'),
    services: itemsOf(rows, 'services'),
  };
  return { rows, items };
}

function rowOf(router: ListedRouter, change: Change): Row {
  const hosts = hostsOf(router);
  const services = router.backends.map(({ service, port }) => `${service}:${port}`);
  const keys = {
    entryPoints: router.entryPoints,
    hosts: hosts.length > 0 ? unique(hosts) : [anyHost],
    routers: [router.name],
    middlewares: router.passed.map(({ name }) => name),
    services: services.length > 0 ? unique(services) : router.service === '' ? [] : [router.service],
  };
  const kinds = router.passed.map(({ type }) => type ?? '');
  const text = [titleOf(router), router.rule, ...Object.values(keys).flat(), ...kinds, ...router.errors]
    .join('\n')
    .toLowerCase();
  return { router, keys, change, text };
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** `shop/web`, with the number of the route where it is not the first; the router's own name where no object makes it. */
export function titleOf({ object, path, name }: ListedRouter): string {
  if (!object) return name;
  const route = /\[(\d+)\]/.exec(path)?.[1] ?? '0';
  return `${object.namespace}/${object.name}${route === '0' ? '' : ` [${route}]`}`;
}

function routerItem({ router, change }: Row, index: number): Item {
  return {
    column: 'routers',
    key: router.name,
    title: titleOf(router),
    detail: router.rule === '' ? router.protocol : router.rule,
    rows: [index],
    mark: change.kind !== 'same' ? change.kind : router.status === 'enabled' ? null : router.status,
  };
}

function itemsOf(
  rows: readonly Row[],
  column: Exclude<Column, 'routers'>,
  more: readonly string[] = [],
): readonly Item[] {
  const uses = rows.flatMap((row, index) => row.keys[column].map((key) => ({ key, index, row })));
  const byKey = groupBy(uses, ({ key }) => key);
  return [...new Set([...more, ...byKey.keys()])]
    .map((key): Item => {
      const users = byKey.get(key) ?? [];
      const [, namespace = '', name = key] = isOfNamespace.has(column)
        ? (/^([^/]*)\/(.*)$/s.exec(key) ?? [])
        : [];
      const kind = column === 'middlewares' ? kindIn(users[0]?.row, key) : '';
      const detail = [kind, namespace].filter(Boolean).join(' in ');
      return { column, key, title: name, detail, rows: users.map(({ index }) => index), mark: markOf(users) };
    })
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** Whose keys are `namespace/name`: the name is what tells one from the next. */
const isOfNamespace: ReadonlySet<Column> = new Set(['middlewares', 'services']);

function kindIn(row: Row | undefined, name: string): string {
  return row?.router.passed.find((passed) => passed.name === name)?.type ?? '';
}

/** What all routers of a thing have undergone, it has undergone too. */
function markOf(users: readonly { readonly row: Row }[]): Mark | null {
  const kinds = new Set(users.map(({ row }) => row.change.kind));
  const [kind] = kinds;
  return kinds.size === 1 && (kind === 'added' || kind === 'removed') ? kind : null;
}

/** Hosts stand by their domain; what asks for any stands last. */
function compareHosts(a: string, b: string): number {
  if ((a === anyHost) !== (b === anyHost)) return a === anyHost ? 1 : -1;
  const [left, right] = [a, b].map((host) => host.split('.').toReversed().join('.'));
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
