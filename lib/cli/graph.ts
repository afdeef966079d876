import { type Graph, graphOf } from '../check/graph';
import { dotText, graphText, mermaidText } from '../tools/graph';
import { builtOf } from '../traefik/model';
import { oneOf, parseArguments } from './arguments';
import type { Command } from './command';
import { dataText } from './data-output';
import { inputHelp, inputOptions, readInput } from './inputs';

const formats = {
  text: graphText,
  json: (graph: Graph) => dataText(graph, 'json'),
  yaml: (graph: Graph) => dataText(graph, 'yaml'),
  mermaid: mermaidText,
  dot: dotText,
} as const;

export const command: Command = {
  usage: '-f PATH… | --env NAME | --compose FILE… [-o text|json|yaml|mermaid|dot]',
  help: [
    inputHelp,
    '  -o, --output         text, json or yaml (nodes and edges), mermaid or dot (default: text)',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: { ...inputOptions, output: { type: 'string', short: 'o', default: 'text' } },
    });
    const format = oneOf('--output', values.output, ['text', 'json', 'yaml', 'mermaid', 'dot']);
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
