import { type Location, cut, formatLocation, printable } from '../../../core/finding';
import type { Explanation } from './result';
import type { Fault, LeftOut, NearMiss, ObjectReference, ServedCertificate, Step } from './why';

const indent = ' '.repeat(13);

/** How much of it is for people: characters of a line, and entries of a list. JSON has all. */
const most = { characters: 1_000, entries: 50 };

/**
 * An explanation for people: what is missing first, then the way of the request, and what came near it. Long lines and
 * lists are cut, and say by how much.
 */
export function explanationText(explained: Explanation): string {
  const lines = [
    ...linesOf(explained.leftOut, 'that were left out', leftOutLines),
    ...entryPointLines(explained),
    ...routerLines(explained),
    ...middlewareLines(explained),
    ...serviceLines(explained),
    titled('outcome', outcomeText(explained)),
    ...explained.reasons.map((reason) => titled('because', reason)),
    ...explained.notes.map((note) => titled('note', note)),
    ...linesOf(explained.faults, 'faults', faultLines),
    ...linesOf(explained.nearMisses, 'near misses', nearMissLines),
  ];
  return `${lines.map((line) => printable(cut(line, most.characters))).join('\n')}\n`;
}

/** The lines of the first entries of a list, and how many there are besides. */
function linesOf<Entry>(
  entries: readonly Entry[],
  what: string,
  linesOfEntry: (entry: Entry) => readonly string[],
): readonly string[] {
  const further = entries.length - most.entries;
  return [
    ...entries.slice(0, most.entries).flatMap(linesOfEntry),
    ...(further > 0 ? [`${indent}… and ${further} more ${what}`] : []),
  ];
}

function titled(title: string, text: string): string {
  return title.padEnd(indent.length) + text;
}

/** `IngressRoute shop/web` and where it is written. */
function placed({ kind, namespace, name }: ObjectReference, path: string, location: Location | null): string {
  const field = path === '' ? '' : ` ${path}`;
  return `${kind} ${namespace}/${name}${field}${location ? `  ${formatLocation(location)}` : ''}`;
}

const verdicts: Readonly<Record<LeftOut['status'], string>> = {
  disabled: 'is disabled',
  dropped: 'is dropped',
  unread: 'is not read',
};

function leftOutLines({
  status,
  object,
  path,
  location,
  rule,
  priority,
  reason,
  fix,
}: LeftOut): readonly string[] {
  return [
    titled('LEFT OUT', placed(object, path, location)),
    `${indent}${rule}${priority === null ? '' : ` (priority ${priority})`} ${status === 'unread' ? 'speaks of this request' : 'would have taken this request'}, but ${verdicts[status]}:`,
    `${indent}${reason}`,
    ...(fix === null ? [] : [`${indent}fix: ${fix}`]),
  ];
}

function faultLines({ object, path, location, message, fix }: Fault): readonly string[] {
  return [
    titled('fault', placed(object, path, location)),
    indent + message,
    ...(fix === null ? [] : [`${indent}fix: ${fix}`]),
  ];
}

function nearMissLines({ router, object, location, rule, failed, because }: NearMiss): readonly string[] {
  return [
    titled('near miss', object ? placed(object, '', location) : router),
    `${indent}${rule}`,
    ...failed.map((part) => `${indent}does not hold: ${part}`),
    ...(because === null ? [] : [indent + because]),
  ];
}

function entryPointLines({ entryPoint, tls }: Explanation): readonly string[] {
  const options = tls
    ? `, TLS with the options ${tls.options}${tls.passthrough ? ', passed through' : ''}`
    : '';
  const { certificate } = tls ?? {};
  return [
    titled('entry point', (entryPoint ?? 'none') + options),
    ...(certificate ? [titled('certificate', certificateText(certificate))] : []),
  ];
}

function certificateText({ from, secret, resolver, names, covers }: ServedCertificate): string {
  const whose = {
    secret: `Secret ${secret}`,
    resolver: `of the resolver ${resolver}, once it is issued`,
    store:
      secret === null
        ? `the default store's, of the resolver ${resolver}`
        : `Secret ${secret}, the default store's`,
    traefik: "Traefik's own, made up at its start",
  }[from];
  return `${whose}, for ${names.join(', ')}${covers ? '' : ': clients refuse it, for it is not for this host'}`;
}

function routerLines({ router, rule, priority, ambiguous, shadowed, steps }: Explanation): readonly string[] {
  if (router === null) return [titled('router', 'none')];
  const step = steps.find((candidate) => candidate.step === 'router');
  return [
    titled('router', router),
    ...(step ? [indent + placed(step.object, step.path, step.location)] : []),
    ...(rule === null ? [] : [`${indent}${rule} (priority ${priority})`]),
    ...linesOf(ambiguous, 'with the same priority', (name) => [
      `${indent}chance decides: ${objectText(steps, 'ambiguous', name)} matches with the same priority`,
    ]),
    ...linesOf(shadowed, 'that match too', (name) => [
      `${indent}lower, but matches too: ${objectText(steps, 'shadowed', name)}`,
    ]),
  ];
}

function middlewareLines({ middlewares, changes, steps }: Explanation): readonly string[] {
  const listed = linesOf(middlewares, 'middlewares', ({ name, type }) => [
    titled('middleware', `${type} ${objectText(steps, 'middleware', name)}`),
    ...changes.filter(({ middleware }) => middleware === name).map(({ change }) => indent + change),
  ]);
  const names = new Set(middlewares.map(({ name }) => name));
  // Items of chains, and what the entry point decides.
  const others = changes.filter(({ middleware }) => !names.has(middleware));
  return [
    ...listed,
    ...linesOf(others, 'changes', ({ middleware, change }) => [
      titled('  within', `${objectText(steps, 'middleware', middleware)}: ${change}`),
    ]),
  ];
}

/** The object behind a name of Traefik's, else that name. */
function objectText(steps: readonly Step[], kind: Step['step'], name: string): string {
  const step = steps.find((candidate) => candidate.step === kind && candidate.name === name);
  return step ? placed(step.object, step.path, step.location) : name;
}

/** The service is named where an object of its own or Traefik itself makes it; else its backends say all. */
function serviceLines({ service, backends, steps }: Explanation): readonly string[] {
  if (service === null) return [];
  const isNamed = steps.some(({ step }) => step === 'service') || service.endsWith('@internal');
  return [
    ...(isNamed ? [titled('service', objectText(steps, 'service', service))] : []),
    ...linesOf(backends, 'backends', ({ scheme, service: name, port, share }) => {
      const part = share === 1 ? '' : `, ${Number((share * 100).toFixed(2))} % of requests`;
      const step = steps.find((candidate) => candidate.step === 'backend' && candidate.name === name);
      const place = step?.location ? `  ${formatLocation(step.location)}` : '';
      return [titled('backend', `Service ${name} port ${port} over ${scheme}${part}${place}`)];
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
