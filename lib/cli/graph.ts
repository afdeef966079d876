import { type Graph, type NamedThing, graphOf, namedIn } from '../check/graph';
import { formatLocation, printable } from '../core/finding';
import { Environments } from '../project/environment';
import { dotText, graphText, mermaidText } from '../tools/graph';
import { builtOf } from '../traefik/model';
import { oneOf, parseArguments } from './arguments';
import type { Command, Surroundings } from './command';
import { dataText } from './data-output';
import { type InputValues, inputHelp, inputOptions, readInput } from './inputs';
import { table } from './table';

const formats = {
  text: graphText,
  json: (graph: Graph) => dataText(graph, 'json'),
  yaml: (graph: Graph) => dataText(graph, 'yaml'),
  mermaid: mermaidText,
  dot: dotText,
} as const;

export const command: Command = {
  usage: '-f PATH… | --env NAME | --compose FILE… [--of TEXT] [-o text|json|yaml|mermaid|dot]',
  help: [
    inputHelp,
    '  --of TEXT            tell instead which objects the names in a series of metrics, a line of the access log or the',
    '                       attributes of a trace are of (text, json or yaml); - reads it from standard input',
    '  -o, --output         text, json or yaml (nodes and edges), mermaid or dot (default: text)',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: {
        ...inputOptions,
        of: { type: 'string' },
        output: { type: 'string', short: 'o', default: 'text' },
      },
    });
    const format = oneOf('--output', values.output, ['text', 'json', 'yaml', 'mermaid', 'dot']);
    if (values.of !== undefined) return tellNames(values, values.of, surroundings);
    const { objects, facts, model } = readInput(values, surroundings);
    const { prometheus } = builtOf(model).runtime.statics.file.metrics ?? {};
    if (prometheus && prometheus.addRoutersLabels !== true) {
      surroundings.err(
        'note: this Traefik gives no metrics of routers: metrics.prometheus.addRoutersLabels is off\n',
      );
    }
    surroundings.out(formats[format](graphOf(objects, facts, model)));
    return 0;
  },
};

/** Which objects the names in a text are of; 1 where it has none that this Traefik gives. */
function tellNames(
  values: InputValues & { readonly output: string },
  text: string,
  surroundings: Surroundings,
): number {
  const format = oneOf('--output', values.output, ['text', 'json', 'yaml']);
  const { objects, model, environment } = readInput(values, surroundings);
  const { variables } = surroundings;
  const [declared] =
    environment && values.traefik === undefined
      ? Environments.load(environment.folder, { only: [environment.name], variables })
      : [];
  const named = namedIn(
    text === '-' ? surroundings.standardInput() : text,
    objects,
    model,
    // Where an environment says nothing of its entry points, they are those of the chart.
    (name) =>
      declared?.spec.traefik?.entryPoints?.[name] && declared.locate(['traefik', 'entryPoints', name]),
  );
  surroundings.out(format === 'text' ? namesText(named) : dataText(named, format));
  if (named.length === 0)
    surroundings.err('no name in it is of a router, service, middleware or entry point here\n');
  return named.length === 0 ? 1 : 0;
}

function namesText(named: readonly NamedThing[]): string {
  const rows = named.map(({ as, name, object, path, location }) => [
    as,
    name,
    [object ? `${object.kind} ${object.namespace}/${object.name}` : 'of the static configuration', path]
      .filter(Boolean)
      .join(' '),
    location ? formatLocation(location) : '',
  ]);
  return table(rows)
    .map((line) => `${printable(line)}\n`)
    .join('');
}
