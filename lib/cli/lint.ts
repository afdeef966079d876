import {
  type Baseline,
  type Review,
  type Suppression,
  baselineText,
  lintFileName,
  readBaseline,
  review,
  sift,
} from '../check/lint';
import { readText, writeText } from '../core/file';
import { type Problem, ProblemError, formatReport, hasErrors } from '../core/finding';
import { clusterOf } from '../project/source';
import { oneOf, parseArguments } from './arguments';
import { type Command, type Surroundings, UsageError } from './command';
import { type InputValues, inputHelp, inputOptions, readReading } from './inputs';
import { findingsFormats, findingsSummary, findingsText } from './findings-output';
import { fix } from './lint-fix';
import { givenSuppressions, suppressionOptions } from './suppressions';

export const command: Command = {
  usage:
    '-f PATH… | --env NAME [--environments DIR] | --compose FILE… [--traefik FILE] [--disable CODE]… [--baseline FILE] [--fix] [-o FORMAT]',
  help: [
    inputHelp,
    '  --disable CODE       a rule that is not asked, by number or id; repeatable, or several with commas',
    `  --config FILE        what is not wanted, and why (default: ${lintFileName}, where there is one)`,
    '  --baseline FILE      findings that are known: only others are told, and make it fail',
    '  --write-baseline     write what is found now to the file of --baseline',
    '  --fix                mend files in place where what is meant is certain, and tell how traffic changes',
    '  --advisories         tell of every known fault of Traefik whether it counts here: which release mends it, and why',
    '                       nothing in the objects makes it count, or what does; those of the release are told anyhow',
    '  -o, --output         text, json, yaml, sarif, junit, github, gitlab or markdown (default: text)',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: {
        ...inputOptions,
        ...suppressionOptions,
        baseline: { type: 'string' },
        'write-baseline': { type: 'boolean', default: false },
        fix: { type: 'boolean', default: false },
        advisories: { type: 'boolean', default: false },
        output: { type: 'string', short: 'o', default: 'text' },
      },
    });
    const { baseline } = values;
    const isWriting = values['write-baseline'];
    if (isWriting && baseline === undefined)
      throw new UsageError('say with --baseline which file --write-baseline writes');
    const format = oneOf('--output', values.output, findingsFormats);
    const suppressions = givenSuppressions(values);
    const known =
      baseline === undefined || isWriting ? undefined : readBaseline(readText(baseline), baseline);
    if (values.fix) fix(values, surroundings);
    const found = reviewOf(values, surroundings, suppressions, known);
    if (isWriting && baseline !== undefined) {
      writeText(baseline, baselineText(found.findings));
      surroundings.err(`${baseline}: ${found.findings.length} known findings.\n`);
      return 0;
    }
    const suppressed = found.suppressed.map(({ problem, by: { reason, isInObject } }) => ({
      problem,
      reason,
      ...(isInObject !== undefined && { isInObject }),
    }));
    surroundings.out(
      findingsText({ command: 'lint', findings: found.findings, suppressed }, format, surroundings),
    );
    surroundings.err(`${summary(found)}\n`);
    return hasErrors(found.findings) ? 1 : 0;
  },
};

/** All that is wrong, that something cannot be read included: then nothing is said of the objects. */
function reviewOf(
  values: InputValues & { readonly advisories?: boolean },
  surroundings: Surroundings,
  suppressions: readonly Suppression[],
  baseline: Baseline | undefined,
): Review {
  try {
    const reading = readReading(values, surroundings);
    const notes = reading.problems.filter(({ rule }) => rule === 'no-api-object');
    if (notes.length > 0) surroundings.err(`${formatReport(notes, surroundings)}\n`);
    surroundings.progress?.(`checking ${reading.objects.length} objects`);
    const told = reading.problems.filter((problem) => !notes.includes(problem));
    const { advisories = false } = values;
    return review(reading.objects, clusterOf(reading), { told, suppressions, baseline, advisories });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    tellOverruled(error.problems, suppressions, surroundings);
    return { findings: error.problems, suppressed: [], known: 0, mended: 0 };
  }
}

/** What keeps the objects from being made or read is told whatever the command line and its file switch off. */
function tellOverruled(
  problems: readonly Problem[],
  suppressions: readonly Suppression[],
  { err }: Surroundings,
): void {
  const { suppressed } = sift(problems, suppressions);
  for (const called of new Set(suppressed.map(({ by }) => by.called))) {
    err(
      `note: ${called} keeps the objects from being made or read, so that it is told though it is switched off; an annotation of the object holds at synth as well\n`,
    );
  }
}

/** How many findings there are, in words. */
function summary({ findings, suppressed, known, mended }: Review): string {
  return [
    findingsSummary(findings, [[known, 'known finding']]),
    ...(suppressed.length > 0 ? [`${suppressed.length} switched off.`] : []),
    ...(mended > 0 ? [`${mended} of the baseline are there no more: write it anew.`] : []),
  ].join(' ');
}
