import { type RawItem, type Routes, formatJson } from '../traffic';

/** The sections of routers, as people call them. */
const sections = [
  ['routers', 'HTTP'],
  ['tcpRouters', 'TCP'],
  ['udpRouters', 'UDP'],
] as const;

/** Routers, best first, with what Traefik says of those that do not work; then what it drops without a word. */
export function routesText(routes: Routes): string {
  const lines = sections.flatMap(([key, protocol]) =>
    Object.entries(routes[key] ?? {})
      .toSorted(([, a], [, b]) => Number(b['priority'] ?? 0) - Number(a['priority'] ?? 0))
      .flatMap(([name, router]) => routerLines(protocol, name, router)),
  );
  const dropped = routes.dropped.map(
    ({ object, path, reason }) =>
      `dropped  ${object.kind} ${object.namespace === undefined ? '' : `${object.namespace}/`}${object.name} ${path}\n         ${reason}`,
  );
  return [...lines, ...dropped].map((line) => `${line}\n`).join('');
}

function routerLines(protocol: string, name: string, router: RawItem): string[] {
  const { rule, priority, entryPoints, middlewares, service, status, error } = router;
  const state = status === 'enabled' ? '' : `  ${text(status).toUpperCase()}`;
  return [
    `${protocol.padEnd(5)}${name}${state}`,
    ...(rule === undefined ? [] : [`       ${text(rule)}  (priority ${text(priority)})`]),
    `       ${list(entryPoints)} → ${[...strings(middlewares), text(service)].join(' → ')}`,
    ...strings(error).map((message) => `       ✗ ${message}`),
  ];
}

function list(value: unknown): string {
  return strings(value).join(', ');
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(text) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : formatJson(value, 0);
}
