import { printable } from '../../../core/finding';
import { type TrafficModel, builtOf } from '../model';
import type { RequestLine } from '../rules';
import { missesOf } from './misses';
import type { Explanation } from './result';

const indent = ' '.repeat(13);

/** An explanation for people: the way of the request from the entry point to the backend, and the nearest misses. */
export function explanationText(model: TrafficModel, request: RequestLine, explained: Explanation): string {
  const lines = [
    ...entryPointLines(explained),
    ...routerLines(explained),
    ...middlewareLines(explained),
    ...serviceLines(explained),
    titled('outcome', outcomeText(explained)),
    ...explained.notes.map((note) => titled('note', note)),
  ];
  for (const { router, failed } of missesOf(builtOf(model), request, explained)) {
    lines.push(titled('near miss', router), ...failed.map((part) => `${indent}does not hold: ${part}`));
  }
  return `${lines.map(printable).join('\n')}\n`;
}

function titled(title: string, text: string): string {
  return title.padEnd(indent.length) + text;
}

function entryPointLines({ entryPoint, tls }: Explanation): readonly string[] {
  const options = tls
    ? `, TLS with the options ${tls.options}${tls.passthrough ? ', passed through' : ''}`
    : '';
  return [titled('entry point', (entryPoint ?? 'none') + options)];
}

function routerLines({
  router,
  source,
  rule,
  priority,
  ambiguous,
  shadowed,
}: Explanation): readonly string[] {
  if (router === null) return [titled('router', 'none')];
  return [
    titled('router', router),
    ...(source ? [`${indent}${source.kind} ${source.namespace}/${source.name}, route ${source.route}`] : []),
    ...(rule === null ? [] : [`${indent}${rule} (priority ${priority})`]),
    ...ambiguous.map((name) => `${indent}chance decides: ${name} matches with the same priority`),
    ...shadowed.map((name) => `${indent}lower, but matches too: ${name}`),
  ];
}

function middlewareLines({ middlewares, changes }: Explanation): readonly string[] {
  const listed = middlewares.flatMap(({ name, type }) => [
    titled('middleware', `${type} ${name}`),
    ...changes.filter(({ middleware }) => middleware === name).map(({ change }) => indent + change),
  ]);
  const names = new Set(middlewares.map(({ name }) => name));
  // Items of chains, and what the entry point decides.
  const others = changes.filter(({ middleware }) => !names.has(middleware));
  return [
    ...listed,
    ...others.map(({ middleware, change }) => titled('  within', `${middleware}: ${change}`)),
  ];
}

function serviceLines({ service, backends }: Explanation): readonly string[] {
  if (service === null) return [];
  return [
    titled('service', service),
    ...backends.map(({ scheme, service: name, port, share }) => {
      const part = share === 1 ? '' : `, ${Number((share * 100).toFixed(2))} % of requests`;
      return titled('backend', `${name} port ${port} over ${scheme}${part}`);
    }),
  ];
}

function outcomeText({ outcome, response, forwarded }: Explanation): string {
  if (response) {
    const headers = Object.entries(response.headers).map(([name, value]) => `, ${name}: ${value}`);
    return `answered by Traefik with ${response.status}${headers.join('')}`;
  }
  return forwarded ? `${outcome} as ${forwarded.method} ${forwarded.url}` : outcome;
}
