import { dirname, join, resolve } from 'node:path';
import { isDnsLabel, wordsOfName } from '../core/manifest';
import { type Problem, ProblemError, formatReport, hasErrors } from '../core/finding';
import { type ComposeModel, type ComposeOptions, readCompose } from '../project/compose';
import { Environments } from '../project/environment';
import { type ProgramOutput, environmentsProgram } from '../project/program';
import { readingOf } from '../project/source';
import { writeProject } from '../project/scaffold';
import { chartOf, writeChart } from '../tools/chart';
import { diffText } from '../tools/diff';
import {
  type ComposeEnvironment,
  type ComposeReport,
  type Source,
  type TrafficProof,
  codes,
  composeMarkdown,
  composeReport,
  composeSources,
  composeText,
  convertCompose,
  mustAct,
  proveTraffic,
} from '../tools/compose';
import { meant, oneOf, parseArguments } from './arguments';
import { type Command, type Surroundings, UsageError } from './command';
import { dataText } from './data-output';

const formats = ['text', 'json', 'markdown'] as const;

export const command: Command = {
  usage:
    '[-f FILE]… [--profile P]… [--env-file F]… [-p NAME] [--environment NAME[=OVERRIDE.yml[,…]]]… [--accept CODE]… --output DIR [--chart DIR] [-o text|json|markdown]',
  help: [
    '  -f, --file FILE      a Compose file; repeatable, each is laid over those before it (default: as docker compose',
    '                       finds them)',
    '  --profile P          a profile to activate; repeatable',
    '  --env-file F         variables in place of those of .env; repeatable',
    '  -p, --project-name N name of the project, and of the namespace (default: as docker compose has it)',
    '  --environment NAME[=FILE,…]  an environment, with files laid over the others for it alone; repeatable (default: prod)',
    '  --accept CODE        take a loss that else is an error, by its code; repeatable',
    '  --output DIR         where the project goes: a new or empty folder',
    '  --chart DIR          where a Helm chart of all environments goes as well',
    '  -o FORMAT            what is told of every part of the project: text, json or markdown (default: text)',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: {
        file: { type: 'string', short: 'f', multiple: true },
        profile: { type: 'string', multiple: true },
        'env-file': { type: 'string', multiple: true },
        'project-name': { type: 'string', short: 'p' },
        environment: { type: 'string', multiple: true },
        accept: { type: 'string', multiple: true },
        output: { type: 'string' },
        chart: { type: 'string' },
        format: { type: 'string', short: 'o', default: 'text' },
      },
    });
    const { output, chart } = values;
    if (output === undefined) throw new UsageError('say with --output where the project goes');
    const format = oneOf('-o', values.format, formats);
    const accepted = acceptedCodes(values.accept ?? []);
    const options: ComposeOptions = {
      ...(values.file && { files: values.file }),
      ...(values.profile && { profiles: values.profile }),
      ...(values['env-file'] && { envFiles: values['env-file'] }),
      ...(values['project-name'] !== undefined && { projectName: values['project-name'] }),
      environment: surroundings.variables,
    };
    const { environments, directory } = readEnvironments(
      options,
      values.environment ?? ['prod'],
      surroundings,
    );
    surroundings.progress?.(`making environments of ${environments.map(({ name }) => name).join(', ')}`);
    const conversion = convertCompose(environments, directory);
    const written = composeReport(conversion, accepted);
    writeProject(output, {
      name: wordsOfName(conversion.project),
      description: `${conversion.project} on Kubernetes behind Traefik, from its Compose files`,
      environments: conversion.texts,
      files: { ...conversion.files, 'MIGRATION.md': composeMarkdown(written) },
    });
    const program = synthesized(output, surroundings);
    const proofs =
      program instanceof ProblemError
        ? new Map<string, TrafficProof>()
        : proofsOf(composeSources(environments, directory), program, surroundings);
    const report = composeReport(conversion, accepted, proofs);
    surroundings.out(printed(report, format));
    if (format === 'text') surroundings.out(proofsText(proofs));
    if (program instanceof ProblemError) throw program;
    if (chart !== undefined) makeChart(output, chart, conversion.project, surroundings);
    return mustAct(report) ? 1 : 0;
  },
};

function printed(report: ComposeReport, format: (typeof formats)[number]): string {
  if (format === 'json') return dataText(report, 'json');
  return format === 'markdown' ? composeMarkdown(report) : composeText(report);
}

function acceptedCodes(given: readonly string[]): ReadonlySet<string> {
  for (const code of given) {
    if (Object.hasOwn(codes, code)) continue;
    throw new UsageError(
      `there is no code ${code}: ${meant(code, Object.keys(codes), 'they begin with CM')}`,
    );
  }
  return new Set(given);
}

interface ReadEnvironments {
  readonly environments: readonly ComposeEnvironment[];
  /** The folder of the project. */
  readonly directory: string;
}

/** @throws UsageError where an environment is named wrongly, ProblemError with all that is wrong in the files */
function readEnvironments(
  options: ComposeOptions,
  given: readonly string[],
  surroundings: Surroundings,
): ReadEnvironments {
  const wanted = given.map(environmentOption);
  const named = new Set(wanted.map(({ name }) => name));
  if (named.size < wanted.length) throw new UsageError('--environment names the same environment twice');
  // Without -f the files are those that Compose finds; overrides go on top of them.
  const files = wanted.some(({ overrides }) => overrides.length > 0)
    ? readCompose(options).files
    : options.files;
  const readings = wanted.map(({ name, overrides }) => {
    surroundings.progress?.(`reading ${name}`);
    const reading = readCompose({ ...options, ...(files && { files: [...files, ...overrides] }) });
    return { name, ...reading };
  });
  const problems = distinct(readings.flatMap((reading) => reading.problems));
  const environments = readings.flatMap(({ name, project }): { name: string; project: ComposeModel }[] =>
    project ? [{ name, project }] : [],
  );
  if (hasErrors(problems)) throw new ProblemError(problems);
  if (problems.length > 0) surroundings.err(`${formatReport(problems, surroundings)}\n`);
  return { environments, directory: dirname(resolve(readings[0]?.files[0] ?? '.')) };
}

function environmentOption(text: string): { readonly name: string; readonly overrides: readonly string[] } {
  const [name = '', overrides = ''] = text.split(/=(.*)/s);
  if (!isDnsLabel(name) || name === 'base') {
    throw new UsageError(
      `--environment takes a name of lower case letters, digits and hyphens that is not base, not "${name}"`,
    );
  }
  return { name, overrides: overrides.split(',').filter((file) => file !== '') };
}

/** What is said of the same line in several environments is told once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** Runs all checks of a synth over what was written. What it must not be is told once the report is. */
function synthesized(
  output: string,
  { variables, err, progress, all }: Surroundings,
): ProgramOutput | ProblemError {
  try {
    const program = environmentsProgram(join(output, 'environments'), { variables }, progress);
    const problems = program.apps.flatMap((app) => app.problems);
    if (problems.length > 0) err(`${formatReport(problems, { ...(all && { all }) })}\n`);
    return program;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

/** Holds traffic to the Compose project against traffic to each environment. */
function proofsOf(
  sources: readonly Source[],
  program: ProgramOutput,
  { progress }: Surroundings,
): ReadonlyMap<string, TrafficProof> {
  return new Map(
    sources.flatMap((source) => {
      const { environment } = source;
      progress?.(`comparing traffic to the Compose project with traffic to ${environment}`);
      const proof = proveTraffic(source, readingOf(program, environment));
      return proof ? [[environment, proof] as const] : [];
    }),
  );
}

function proofsText(proofs: ReadonlyMap<string, TrafficProof>): string {
  const parts = Array.from(proofs, ([environment, { diff, byDesign }]) => {
    const objects = { added: [], removed: [], changed: [] };
    const design = byDesign.map((text) => `by design  ${text}\n`);
    return `\nTraffic in ${environment}, beside that under Compose:\n${diffText({ ...diff, objects })}${design.join('')}`;
  });
  return parts.join('');
}

function makeChart(output: string, chart: string, name: string, { variables, progress }: Surroundings): void {
  progress?.('making a chart');
  const folder = join(output, 'environments');
  writeChart(chart, chartOf(Environments.load(folder, { variables }), { name: wordsOfName(name) }));
}
