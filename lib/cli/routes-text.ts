import { printable } from '../core/finding';
import { type RawItem, type Routes, formatJson } from '../traefik/model';

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
  return [...lines, ...droppedLines(routes)].map((line) => `${printable(line)}\n`).join('');
}

/** What does not work, for who asks about a request: it may be why the request goes another way. */
export function leftOutText(routes: Routes): string {
  const disabled = sections.flatMap(([key, protocol]) =>
    Object.entries(routes[key] ?? {})
      .filter(([, router]) => router['status'] === 'disabled')
      .map(
        ([name, router]) => `disabled  ${protocol} router ${name}: ${strings(router['error']).join('; ')}`,
      ),
  );
  return [...droppedLines(routes), ...disabled].map((line) => `${printable(line)}\n`).join('');
}

function droppedLines({ dropped }: Routes): string[] {
  return dropped.map(({ object: { kind, namespace, name }, path, reason }) => {
    const place = namespace === undefined ? name : `${namespace}/${name}`;
    return `dropped   ${kind} ${place} ${path}: ${reason}`;
  });
}

function routerLines(protocol: string, name: string, router: RawItem): string[] {
  const { rule, priority, entryPoints, middlewares, service, status, error } = router;
  const state = status === 'enabled' ? '' : `  ${text(status).toUpperCase()}`;
  return [
    `${protocol.padEnd(5)}${name}${state}`,
    ...(rule === undefined
      ? []
      : [`       ${text(rule)}${priority === undefined ? '' : `  (priority ${text(priority)})`}`]),
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
