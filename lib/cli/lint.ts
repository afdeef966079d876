import { lint } from '../check/lint';
import { type Problem, ProblemError, type Severity, formatReport, hasErrors } from '../core/finding';
import { jsonReport, reported } from '../core/report';
import { clusterOf } from '../project/source';
import { oneOf, parseArguments } from './arguments';
import type { Command, Surroundings } from './command';
import { type InputValues, inputHelp, inputOptions, readReading } from './inputs';

export const command: Command = {
  usage: '-f PATH… | --env NAME [--traefik FILE] [-o text|json]',
  help: [inputHelp, '  -o, --output         text or json (default: text)'].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: { ...inputOptions, output: { type: 'string', short: 'o', default: 'text' } },
    });
    const format = oneOf('--output', values.output, ['text', 'json']);
    const problems = problemsIn(values, surroundings);
    if (format === 'json') surroundings.out(jsonReport(problems.map(reported)));
    else if (problems.length > 0)
      surroundings.out(`${formatReport(problems, { all: surroundings.all, codes: true })}\n`);
    surroundings.err(`${summary(problems)}\n`);
    return hasErrors(problems) ? 1 : 0;
  },
};

/** All that is wrong, that something cannot be read included: then nothing is said of the objects. */
function problemsIn(values: InputValues, surroundings: Surroundings): readonly Problem[] {
  try {
    const reading = readReading(values, surroundings);
    const notes = reading.problems.filter(({ rule }) => rule === 'no-api-object');
    if (notes.length > 0) surroundings.err(`${formatReport(notes, surroundings)}\n`);
    const told = reading.problems.filter((problem) => !notes.includes(problem));
    return lint(reading.objects, clusterOf(reading), told);
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
}

/** How many findings there are, in words. */
function summary(problems: readonly Problem[]): string {
  const words: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'hint' };
  const counts = Object.entries(words).flatMap(([severity, word]) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`];
  });
  return counts.length === 0 ? 'Nothing found.' : `${counts.join(', ')}.`;
}
