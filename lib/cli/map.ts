import { writeText } from '../core/file';
import { diffTraffic } from '../check/changes';
import { verdictText } from '../tools/diff';
import { type Mapped, mapPage } from '../tools/map';
import { parseArguments } from './arguments';
import { type Command, UsageError } from './command';
import { type InputValues, inputHelp, inputOptions, readInput } from './inputs';

export const command: Command = {
  usage: '-f PATH… | --env NAME | --compose FILE… [--from SOURCE]… --output FILE.html',
  help: [
    inputHelp,
    '                       The page switches between what -f names together and each environment',
    '  --from SOURCE        what it is compared with: a path, env:NAME, git:REV:PATH, live: or -; one for each set',
    '                       of objects, in their order',
    '  -o, --output FILE    the page to write, - for standard output',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: {
        ...inputOptions,
        from: { type: 'string', multiple: true },
        output: { type: 'string', short: 'o' },
      },
    });
    const { output, from = [] } = values;
    if (output === undefined) throw new UsageError('say with --output which file to write');
    const inputs = inputsOf(values);
    if (from.length > 0 && from.length !== inputs.length)
      throw new UsageError(
        `--from is given ${from.length} times, for ${inputs.length} sets of objects: give one for each`,
      );
    const sets = inputs.map(({ name, input }, index): Mapped => {
      const now = readInput(input, surroundings);
      const source = from[index];
      if (source === undefined) return { name, model: now.model };
      const before = readInput({ ...input, env: [], compose: undefined, filename: [source] }, surroundings);
      const diff = diffTraffic(before, now);
      const changes = diff.changes.map(({ kind, severity, message, example }) => ({
        kind,
        severity,
        message,
        example,
      }));
      const traffic = { verdict: verdictText(diff), changes };
      return { name, model: now.model, from: { name: source, model: before.model, traffic } };
    });
    const page = mapPage(sets);
    if (output === '-') surroundings.out(page);
    else {
      writeText(output, page);
      surroundings.out(`${output}\n`);
    }
    return 0;
  },
};

/** What -f names is one set, and each environment another. */
function inputsOf(values: InputValues): readonly { readonly name: string; readonly input: InputValues }[] {
  const { filename = [], env = [], compose = [] } = values;
  const none = { ...values, filename: undefined, env: undefined, compose: undefined };
  const files = filename.length > 0 ? [{ name: filename.join(', '), input: { ...none, filename } }] : [];
  const environments = env.map((name) => ({ name, input: { ...none, env: [name] } }));
  const projects = compose.length > 0 ? [{ name: compose.join(', '), input: { ...none, compose } }] : [];
  const inputs = [...files, ...environments, ...projects];
  if (inputs.length === 0) throw new UsageError('name the objects with -f, or environments with --env');
  return inputs;
}
