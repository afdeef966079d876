import { type Graph, dotText, graphOf, graphText, mermaidText } from '../tools/graph';
import { builtOf } from '../traefik/model';
import { oneOf, parseArguments } from './arguments';
import type { Command } from './command';
import { inputHelp, inputOptions, readInput } from './inputs';

const formats = {
  text: graphText,
  json: (graph: Graph) => `${JSON.stringify(graph, undefined, 2)}\n`,
  mermaid: mermaidText,
  dot: dotText,
} as const;

export const command: Command = {
  usage: '-f PATH… | --env NAME [-o text|json|mermaid|dot]',
  help: [
    inputHelp,
    '  -o, --output         text, json (nodes and edges), mermaid or dot (default: text)',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: { ...inputOptions, output: { type: 'string', short: 'o', default: 'text' } },
    });
    const format = oneOf('--output', values.output, ['text', 'json', 'mermaid', 'dot']);
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
