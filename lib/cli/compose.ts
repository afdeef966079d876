import { relative, resolve } from 'node:path';
import { wordsOfName } from '../core/manifest';
import {
  type Problem,
  ProblemError,
  SecretTexts,
  formatReport,
  hasErrors,
  ruleNames,
  rulesNamed,
} from '../core/finding';
import type { ComposeOptions } from '../project/compose';
import { type NewProject, writeProject } from '../project/scaffold';
import { chartOf, writeChart } from '../tools/chart';
import { diffText } from '../tools/diff';
import {
  type ComposeReport,
  type Conversion,
  type Decisions,
  type PlacedValue,
  type TrafficProof,
  codes,
  composeMarkdown,
  composeReport,
  composeSources,
  composeText,
  convertCompose,
  mustAct,
} from '../tools/compose';
import { meant, oneOf, parseArguments } from './arguments';
import { type Command, type Surroundings, UsageError } from './command';
import {
  decisionHelp,
  decisionNames,
  decisionOptions,
  decisionsOf,
  refuseUnasked,
} from './compose-decisions';
import { type ReadEnvironments, readEnvironments } from './compose-environments';
import { exceptionsOf, knownFaults } from './compose-exceptions';
import { type Synthesized, proofsOf, synthesized } from './compose-proofs';
import { type Ask, askForFolder, askToAccept, askToDecide, withoutQuestions } from './compose-questions';
import { dataText } from './data-output';

const formats = ['text', 'json', 'markdown'] as const;

const optionTable = {
  file: { type: 'string', short: 'f', multiple: true },
  profile: { type: 'string', multiple: true },
  'env-file': { type: 'string', multiple: true },
  'project-name': { type: 'string', short: 'p' },
  environment: { type: 'string', multiple: true },
  accept: { type: 'string', multiple: true },
  ...decisionOptions,
  interactive: { type: 'boolean' },
  output: { type: 'string' },
  chart: { type: 'string' },
  format: { type: 'string', short: 'o', default: 'text' },
} as const;

export const command: Command = {
  usage:
    '[-f FILE]… [--profile P]… [--env-file F]… [-p NAME] [--environment NAME[=OVERRIDE.yml[,…]]]… [--accept CODE]… [--interactive] --output DIR [--chart DIR] [-o text|json|markdown]',
  help: [
    '  -f, --file FILE      a Compose file, or - for standard input; repeatable, each is laid over those before it (default: as docker compose',
    '                       finds them)',
    '  --profile P          a profile to activate; repeatable',
    '  --env-file F         variables in place of those of .env; repeatable',
    '  -p, --project-name N name of the project, and of the namespace (default: as docker compose has it)',
    '  --environment NAME[=FILE,…]  an environment, with files laid over the others for it alone; repeatable (default: prod)',
    '  --accept CODE        take a loss that else is an error, or a fault of a route that Compose has as well, by its code; repeatable',
    ...decisionHelp,
    '  --interactive        ask on the terminal what the files leave open, and tell the options that say the same',
    '  --output DIR         where the project goes: a new or empty folder',
    '  --chart DIR          where a Helm chart of all environments goes as well',
    '  -o FORMAT            what is told of every part of the project: text, json or markdown (default: text)',
  ].join('\n'),
  async run(args, surroundings) {
    const { values } = parseArguments({ args, options: optionTable });
    const { chart } = values;
    const format = oneOf('-o', values.format, formats);
    const given = decisionsOf(values);
    const accepted = acceptedCodes(values.accept ?? []);
    const ask = values.interactive === true ? askedBy(values, surroundings) : undefined;
    const output = ask ? await askForFolder(ask, values.output) : values.output;
    if (output === undefined) throw new UsageError('say with --output where the project goes');
    if (chart !== undefined && (isWithin(chart, output) || isWithin(output, chart))) {
      throw new UsageError('--output and --chart name folders apart from one another');
    }
    const reading = readEnvironments(
      readingOptions(values, surroundings),
      values.environment ?? ['prod'],
      surroundings,
    );
    const convert = (decisions: Decisions): Conversion =>
      convertCompose(reading.environments, reading.directory, decisions);
    const decisions = ask ? await askToDecide(ask, given, (all) => convert(all).questions) : given;
    const first = projectOf(reading, decisions, output, surroundings);
    refuseUnasked(given, first.conversion.questions);
    const faults = knownFaults(problemsOf(first), first.proofs);
    const before = composeReport(first.conversion, accepted, first.proofs);
    const taken = ask
      ? await askToAccept(
          ask,
          before,
          faults.filter(({ code }) => !accepted.has(code)),
        )
      : [];
    const all = new Set([...accepted, ...taken]);
    const exceptions = exceptionsOf(faults, new Set([...all].flatMap(rulesNamed)));
    const made =
      exceptions.length === 0 ? first : projectOf(reading, decisions, output, surroundings, exceptions);
    const { conversion, project, synthesis, proofs } = made;
    const report = composeReport(conversion, all, proofs);
    // A chart comes first: where its folder is that of others, nothing is written yet. What is wrong with the
    // environments is told once they are there to be mended.
    if (chart !== undefined && !(synthesis instanceof ProblemError)) {
      surroundings.progress?.('making a chart');
      writeChart(chart, chartOf(synthesis.environments, { name: project.name }));
    }
    writeProject(output, {
      ...project,
      files: { ...conversion.files, 'MIGRATION.md': composeMarkdown(report) },
    });
    surroundings.out(printed(report, format));
    if (format === 'text') surroundings.out(proofsText(proofs));
    if (ask) {
      const said = {
        ...values,
        output,
        accept: [...all],
        format: format === 'text' ? undefined : format,
      };
      surroundings.err(`\nThe same without a question:\n${withoutQuestions(said, decisions)}\n`);
    }
    if (synthesis instanceof ProblemError) throw synthesis;
    const problems = problemsOf(made);
    if (hasErrors(problems)) throw new ProblemError(problems);
    if (problems.length > 0) surroundings.err(`${formatReport(problems, surroundings)}\n`);
    return mustAct(report) ? 1 : 0;
  },
};

/** Whoever is asked with `--interactive`. */
function askedBy({ file = [] }: { readonly file?: readonly string[] }, { ask }: Surroundings): Ask {
  if (file.includes('-'))
    throw new UsageError('--interactive reads answers where -f - reads a Compose file: name the file');
  if (!ask)
    throw new UsageError(
      `--interactive asks on a terminal, and this is none: say --output, --accept and what else is to be decided (${decisionNames.join(', ')})`,
    );
  return ask;
}

function readingOptions(
  values: {
    readonly file?: string[];
    readonly profile?: string[];
    readonly 'env-file'?: string[];
    readonly 'project-name'?: string;
  },
  surroundings: Surroundings,
): ComposeOptions {
  return {
    ...(values.file && { files: values.file }),
    ...(values.profile && { profiles: values.profile }),
    ...(values['env-file'] && { envFiles: values['env-file'] }),
    ...(values['project-name'] !== undefined && { projectName: values['project-name'] }),
    environment: surroundings.variables,
    standardInput: surroundings.standardInput,
  };
}

/** What is going to be written, and what is known of it. */
interface Made {
  readonly conversion: Conversion;
  readonly project: NewProject;
  readonly synthesis: Synthesized | ProblemError;
  readonly proofs: ReadonlyMap<string, TrafficProof>;
}

function projectOf(
  { environments, directory }: ReadEnvironments,
  decisions: Decisions,
  output: string,
  surroundings: Surroundings,
  exceptions: readonly PlacedValue[] = [],
): Made {
  surroundings.progress?.(`making environments of ${environments.map(({ name }) => name).join(', ')}`);
  const conversion = convertCompose(environments, directory, decisions, exceptions);
  const project: NewProject = {
    name: wordsOfName(conversion.project),
    description: `${conversion.project} on Kubernetes behind Traefik, from its Compose files`,
    environments: conversion.texts,
  };
  const synthesis = synthesized(project, output, surroundings);
  // What environments take from the shell is in the project's own files.
  const variables = { ...conversion.variables, ...surroundings.variables };
  surroundings.conceal?.(new SecretTexts(Object.values(conversion.variables)));
  const proven =
    Object.keys(conversion.variables).length === 0
      ? synthesis
      : synthesized(project, output, { ...surroundings, variables });
  const sources = composeSources(environments, directory, decisions);
  const proofs =
    proven instanceof ProblemError
      ? new Map<string, TrafficProof>()
      : proofsOf(sources, proven.program, surroundings);
  return { conversion, project, synthesis, proofs };
}

/** What checks have against what was made. */
function problemsOf({ synthesis }: Made): readonly Problem[] {
  return synthesis instanceof ProblemError ? [] : synthesis.program.apps.flatMap((app) => app.problems);
}

/** Whether a path is a folder, or lies in it. */
function isWithin(path: string, folder: string): boolean {
  return !/^\.\.(?:[\\/]|$)/.test(relative(resolve(folder), resolve(path)));
}

function printed(report: ComposeReport, format: (typeof formats)[number]): string {
  if (format === 'json') return dataText(report, 'json');
  return format === 'markdown' ? composeMarkdown(report) : composeText(report);
}

function acceptedCodes(given: readonly string[]): ReadonlySet<string> {
  for (const code of given) {
    if (Object.hasOwn(codes, code) || rulesNamed(code).length > 0) continue;
    throw new UsageError(
      `there is no code ${code}: ${meant(code, [...Object.keys(codes), ...ruleNames()], 'they begin with CM, or with TR for faults of routes')}`,
    );
  }
  return new Set(given);
}

function proofsText(proofs: ReadonlyMap<string, TrafficProof>): string {
  const parts = Array.from(proofs, ([environment, { diff, byDesign }]) => {
    const objects = { added: [], removed: [], changed: [] };
    const design = byDesign.map((text) => `by design  ${text}\n`);
    return `\nTraffic in ${environment}, beside that under Compose:\n${diffText({ ...diff, objects })}${design.join('')}`;
  });
  return parts.join('');
}
