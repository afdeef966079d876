import { formatLocation, printable } from '../core/finding';
import type { ListedRouter, Routes, Tie } from '../traefik/model';
import type { Paint } from './colours';
import { table } from './table';

/** What the table shows. */
export interface RoutesTable {
  readonly routers: readonly ListedRouter[];
  readonly routes: Pick<Routes, 'dropped' | 'unread'>;
  readonly ties: readonly Tie[];
}

const narrow = ['STATUS', 'ROUTER', 'RULE', 'ENTRY POINTS', 'MIDDLEWARES', 'SERVICE', 'SOURCE'];
const wide = [...narrow, 'PRIORITY', 'NAME'];

/** A table of routers; below it what is wrong with them, what is dropped or not read, and what chance decides. */
export function routesText({ routers, routes, ties }: RoutesTable, isWide: boolean, paint: Paint): string {
  const rows = routers.map((router) => {
    const { status, rule, entryPoints, middlewares, location, priority, name } = router;
    const colour = status === 'disabled' ? 'red' : 'yellow';
    const cells = [
      status === 'enabled' ? status : paint(colour, status.toUpperCase()),
      routerText(router),
      rule === '' ? '–' : rule,
      entryPoints.length === 0 ? '–' : entryPoints.join(','),
      middlewares.length === 0 ? '–' : middlewares.join(','),
      serviceText(router),
      location ? formatLocation(location) : '–',
    ];
    const all = isWide ? [...cells, priority === null ? '–' : String(priority), name] : cells;
    return all.map((cell, column) => (column === 0 ? cell : printable(cell)));
  });
  const heads = (isWide ? wide : narrow).map((head) => paint('bold', head));
  const lines = [
    ...(rows.length > 0 ? table([heads, ...rows]) : []),
    ...problemLines(routers, paint),
    ...leftOutLines(routes, paint),
    ...ties.map((tie) => tieLine(tie, routers, paint)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** What does not run as it was written, without colours. */
export function brokenText({ routers, routes }: Omit<RoutesTable, 'ties'>): string {
  const plain: Paint = (_, text) => text;
  const lines = [...problemLines(routers, plain), ...leftOutLines(routes, plain)];
  return lines.map((line) => `${line}\n`).join('');
}

function routerText({ object, path, name, protocol }: ListedRouter): string {
  const route = /\[(\d+)\]$/.exec(path)?.[1];
  const text = object
    ? `${object.kind} ${object.namespace}/${object.name}`
    : `${name} (${protocol.toUpperCase()})`;
  return route === undefined || route === '0' ? text : `${text}[${route}]`;
}

function serviceText({ service, backends, stubs }: ListedRouter): string {
  if (backends.length === 0 && stubs.length === 0) return service === '' ? 'child routers' : service;
  return [
    ...backends.map(({ service: name, port, share }) => ({ text: `${name}:${port}`, share })),
    ...stubs.map(({ status, share }) => ({ text: `Traefik itself (${status})`, share })),
  ]
    .map(({ text, share }) => (share === 1 ? text : `${text} ${Number((share * 100).toFixed(2))} %`))
    .join(', ');
}

function problemLines(routers: readonly ListedRouter[], paint: Paint): readonly string[] {
  return routers.flatMap((router) =>
    router.errors.map((error) => {
      const colour = router.status === 'disabled' ? 'red' : 'yellow';
      return `${paint(colour, router.status.padEnd(9))} ${printable(`${routerText(router)}: ${error}`)}`;
    }),
  );
}

/** What Traefik only logs, and what nobody reads. */
function leftOutLines({ dropped, unread = [] }: RoutesTable['routes'], paint: Paint): readonly string[] {
  return [
    ...dropped.map(({ object: { kind, namespace, name }, path, reason }) => {
      const place = path === '' ? '' : ` ${path}`;
      return `${paint('red', 'dropped  ')} ${printable(`${kind} ${namespace}/${name}${place}: ${reason}`)}`;
    }),
    ...unread.map(
      ({ object: { kind, namespace, name }, reason, fix }) =>
        `${paint('yellow', 'unread   ')} ${printable(`${kind} ${namespace}/${name}: ${reason}; ${fix}`)}`,
    ),
  ];
}

function tieLine(
  { routers: [first, second], request }: Tie,
  listed: readonly ListedRouter[],
  paint: Paint,
): string {
  const text = (name: string): string => {
    const router = listed.find((candidate) => candidate.name === name);
    return router ? routerText(router) : name;
  };
  const shown = request.url.startsWith('http') ? `${request.method ?? 'GET'} ${request.url}` : request.url;
  return `${paint('red', 'tie      ')} ${printable(`${text(first)} and ${text(second)} both take ${shown} with the same priority: chance decides`)}`;
}
