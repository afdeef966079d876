import { canonicalValue } from '../core/manifest';
import { stringifyYamlValue } from '../core/yaml';
import { type ListedRouter, type ObjectReference, asksForHost, findTies, formatJson } from '../traefik/model';
import { oneOf, parseArguments } from './arguments';
import { paintFor } from './colours';
import { type Command, UsageError } from './command';
import { inputHelp, inputOptions, readInput } from './inputs';
import { type RoutesTable, routesText } from './routes-text';
import { runsAsWritten } from './strict';

export const command: Command = {
  usage:
    '-f PATH… [--traefik FILE] [--host HOST] [-n NAMESPACE] [--status STATUS] [--internal] [--strict] [-o text|wide|json|yaml]',
  help: [
    inputHelp,
    '  --host HOST          only routers that could take requests for this host',
    '  -n, --namespace NS   only routers of objects in this namespace',
    '  --status STATUS      only routers that are enabled, disabled or of which Traefik warns (warning)',
    "  --internal           Traefik's own routers too",
    '  --strict             exit 1 where anything is dropped, disabled or not read, or Traefik warns of a router',
    '  --color WHEN         auto (on a terminal, unless NO_COLOR is set), always or never',
    '  -o, --output         text, wide (with priorities and names), or json and yaml: the keys and names of',
    '                       /api/rawdata, and `dropped` and `unread` (default: text)',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: {
        ...inputOptions,
        host: { type: 'string' },
        namespace: { type: 'string', short: 'n' },
        status: { type: 'string' },
        internal: { type: 'boolean', default: false },
        strict: { type: 'boolean', default: false },
        color: { type: 'string', default: 'auto' },
        output: { type: 'string', short: 'o', default: 'text' },
      },
    });
    const format = oneOf('--output', values.output, ['text', 'wide', 'json', 'yaml']);
    const paint = paintFor(values.color, surroundings);
    const filter = filterOf(values);
    const isTable = format === 'text' || format === 'wide';
    if (!isTable && filter !== undefined)
      throw new UsageError('--host, --namespace and --status are for the table: leave -o away');
    const { model } = readInput(values, surroundings);
    const routes = model.exactRoutes();
    // Data for programs has no table: of very many routers it takes as long again.
    const routers = isTable || values.strict ? model.listedRouters() : [];
    if (format === 'json') surroundings.out(`${formatJson(routes)}\n`);
    else if (format === 'yaml') surroundings.out(stringifyYamlValue(canonicalValue(routes)));
    else {
      const shown = routers.filter(
        (router) => (values.internal || router.object !== null) && (filter?.(router) ?? true),
      );
      const all: RoutesTable = { routers: shown, routes, ties: findTies(model).ties };
      const some = filter === undefined ? all : about(all);
      surroundings.out(routesText(some, format === 'wide', paint));
    }
    return values.strict && !runsAsWritten(routers, routes) ? 1 : 0;
  },
};

interface Filters {
  readonly host?: string;
  readonly namespace?: string;
  readonly status?: string;
}

function filterOf({ host, namespace, status }: Filters): ((router: ListedRouter) => boolean) | undefined {
  if (host === undefined && namespace === undefined && status === undefined) return undefined;
  const wanted =
    status === undefined ? undefined : oneOf('--status', status, ['enabled', 'disabled', 'warning']);
  return (router) =>
    (host === undefined || asksForHost(router, host.toLowerCase())) &&
    (namespace === undefined || router.object?.namespace === namespace) &&
    (wanted === undefined || router.status === wanted);
}

/** What lies below the table, for the routers that it shows alone. */
function about({ routers, routes, ties }: RoutesTable): RoutesTable {
  const names = new Set(routers.map(({ name }) => name));
  const objects = new Set(routers.flatMap(({ object }) => (object ? [keyOf(object)] : [])));
  const isShown = ({ object }: { readonly object: ObjectReference }): boolean => objects.has(keyOf(object));
  return {
    routers,
    routes: { dropped: routes.dropped.filter(isShown) },
    ties: ties.filter(({ routers: tied }) => tied.some((name) => names.has(name))),
  };
}

function keyOf({ kind, namespace, name }: ObjectReference): string {
  return `${kind} ${namespace}/${name}`;
}
