import { lint } from '../check/lint';
import { type Problem, ProblemError, type Severity, formatReport, hasErrors } from '../core/finding';
import { type ReportFormat, jsonReport, reportFormats, reported, rulesOf } from '../core/report';
import { clusterOf } from '../project/source';
import { oneOf, parseArguments } from './arguments';
import type { Command, Surroundings } from './command';
import { type InputValues, inputHelp, inputOptions, readReading } from './inputs';
import { ownVersion } from './own-version';

type Format = 'text' | 'json' | ReportFormat;

const formats: readonly Format[] = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'];

export const command: Command = {
  usage: '-f PATH… | --env NAME [--traefik FILE] [-o FORMAT]',
  help: [
    inputHelp,
    '  -o, --output         text, json, sarif, junit, github, gitlab or markdown (default: text)',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: { ...inputOptions, output: { type: 'string', short: 'o', default: 'text' } },
    });
    const format = oneOf('--output', values.output, formats);
    const problems = problemsIn(values, surroundings);
    surroundings.out(printed(problems, format, surroundings));
    surroundings.err(`${summary(problems)}\n`);
    return hasErrors(problems) ? 1 : 0;
  },
};

function printed(problems: readonly Problem[], format: Format, { all }: Surroundings): string {
  if (format === 'text')
    return problems.length === 0 ? '' : `${formatReport(problems, { all, codes: true })}\n`;
  const findings = problems.map(reported);
  if (format === 'json') return jsonReport(findings);
  return reportFormats[format]({
    command: 'lint',
    version: ownVersion(),
    findings,
    rules: rulesOf(problems),
  });
}

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
