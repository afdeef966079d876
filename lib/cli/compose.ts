import { dirname, join, relative, resolve } from 'node:path';
import { wordsOfName } from '../core/manifest';
import { ProblemError, SecretTexts, formatReport, hasErrors } from '../core/finding';
import type { ComposeOptions } from '../project/compose';
import { type Environment, Environments } from '../project/environment';
import type { ProgramOutput } from '../project/program';
import { type NewProject, projectFiles, writeProject } from '../project/scaffold';
import { readingOf } from '../project/source';
import { DeliveryApp, EnvironmentStack } from '../project/stack';
import { chartOf, writeChart } from '../tools/chart';
import { diffText } from '../tools/diff';
import {
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
import { readEnvironments } from './compose-environments';
import { dataText } from './data-output';

const formats = ['text', 'json', 'markdown'] as const;

export const command: Command = {
  usage:
    '[-f FILE]… [--profile P]… [--env-file F]… [-p NAME] [--environment NAME[=OVERRIDE.yml[,…]]]… [--accept CODE]… --output DIR [--chart DIR] [-o text|json|markdown]',
  help: [
    '  -f, --file FILE      a Compose file, or - for standard input; repeatable, each is laid over those before it (default: as docker compose',
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
    if (chart !== undefined && (isWithin(chart, output) || isWithin(output, chart))) {
      throw new UsageError('--output and --chart name folders apart from one another');
    }
    const format = oneOf('-o', values.format, formats);
    const accepted = acceptedCodes(values.accept ?? []);
    const options: ComposeOptions = {
      ...(values.file && { files: values.file }),
      ...(values.profile && { profiles: values.profile }),
      ...(values['env-file'] && { envFiles: values['env-file'] }),
      ...(values['project-name'] !== undefined && { projectName: values['project-name'] }),
      environment: surroundings.variables,
      standardInput: surroundings.standardInput,
    };
    const { environments, directory } = readEnvironments(
      options,
      values.environment ?? ['prod'],
      surroundings,
    );
    surroundings.progress?.(`making environments of ${environments.map(({ name }) => name).join(', ')}`);
    const conversion = convertCompose(environments, directory);
    const project: NewProject = {
      name: wordsOfName(conversion.project),
      description: `${conversion.project} on Kubernetes behind Traefik, from its Compose files`,
      environments: conversion.texts,
    };
    const made = synthesized(project, output, surroundings);
    // What environments take from the shell is in the project's own files.
    const variables = { ...conversion.variables, ...surroundings.variables };
    surroundings.conceal?.(new SecretTexts(Object.values(conversion.variables)));
    const proven =
      Object.keys(conversion.variables).length === 0
        ? made
        : synthesized(project, output, { ...surroundings, variables });
    const proofs =
      proven instanceof ProblemError
        ? new Map<string, TrafficProof>()
        : proofsOf(composeSources(environments, directory), proven.program, surroundings);
    const report = composeReport(conversion, accepted, proofs);
    // A chart comes first: where its folder is that of others, nothing is written yet. What is wrong with the
    // environments is told once they are there to be mended.
    if (chart !== undefined && !(made instanceof ProblemError)) {
      surroundings.progress?.('making a chart');
      writeChart(chart, chartOf(made.environments, { name: project.name }));
    }
    writeProject(output, {
      ...project,
      files: { ...conversion.files, 'MIGRATION.md': composeMarkdown(report) },
    });
    surroundings.out(printed(report, format));
    if (format === 'text') surroundings.out(proofsText(proofs));
    if (made instanceof ProblemError) throw made;
    const problems = made.program.apps.flatMap((app) => app.problems);
    if (hasErrors(problems)) throw new ProblemError(problems);
    if (problems.length > 0) surroundings.err(`${formatReport(problems, surroundings)}\n`);
    return mustAct(report) ? 1 : 0;
  },
};

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
    if (Object.hasOwn(codes, code)) continue;
    throw new UsageError(
      `there is no code ${code}: ${meant(code, Object.keys(codes), 'they begin with CM')}`,
    );
  }
  return new Set(given);
}

/** What a project makes that is going to be written. */
export interface Synthesized {
  readonly environments: readonly Environment[];
  readonly program: ProgramOutput;
}

/** Runs all checks of a synth over the environments of a project that is going to be written. */
export function synthesized(
  project: NewProject,
  output: string,
  { variables, progress }: Surroundings,
): Synthesized | ProblemError {
  progress?.('checking what they make');
  const folder = join(output, 'environments');
  const files = Array.from(projectFiles(project, output), ([path, text]) => ({
    file: join(output, path),
    text,
  }));
  try {
    const own = files.filter(({ file }) => dirname(file) === folder);
    const environments = Environments.from(own, { variables });
    const app = new DeliveryApp();
    for (const environment of environments) new EnvironmentStack(app, environment);
    const names = new Map([[folder, environments.map(({ name }) => name)]]);
    // What checks refuse is proven and written all the same, as far as it can be made at all.
    return { environments, program: { apps: [app.draft() ?? app.output()], environments: names } };
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
      // Where nothing of a project goes to Kubernetes, there is nothing to compare.
      if (!program.apps.some(({ scopes }) => Object.hasOwn(scopes, environment))) return [];
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
