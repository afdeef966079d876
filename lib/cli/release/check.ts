import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import {
  atOnceFindings,
  optionFindings,
  podFindings,
  promotionFindings,
  seriesFindings,
  stepTraffic,
  stickyFindings,
  trafficFindings,
  twinFindings,
  usesOf,
  weightFindings,
} from '../../check/release';
import { isPlainMap } from '../../core/base';
import { readText } from '../../core/file';
import {
  type Finding,
  ProblemError,
  formatReport,
  hasErrors,
  printable,
  problemAt,
} from '../../core/finding';
import { type ApiObjectData, objectKey } from '../../core/manifest';
import { reported } from '../../core/report';
import { trafficOf } from '../../project/source';
import { formatJson } from '../../traefik/model';
import { oneOf, parseArguments } from '../arguments';
import { type Command, UsageError } from '../command';
import { type Input, readInput, sourceOptions } from '../inputs';
import { verifyMove } from './verify';

/** `release check`: whether one apply may go from some objects to others. */
export const checkRelease: Command['run'] = (args, surroundings) => {
  const { values, positionals } = parseArguments({
    args,
    allowPositionals: true,
    options: {
      ...sourceOptions,
      from: { type: 'string' },
      to: { type: 'string' },
      requests: { type: 'string' },
      output: { type: 'string', short: 'o', default: 'text' },
    },
  });
  const format = oneOf('--output', values.output, ['text', 'json']);
  const isMove = [values.from, values.to, values.requests].some((value) => value !== undefined);
  if (isMove && positionals.length === 0) return verifyMove(values, format, surroundings);
  const [from, to, ...rest] = positionals;
  if (isMove || from === undefined || to === undefined || rest.length > 0)
    throw new UsageError('name two steps or sources: FROM and TO');
  if (from === '-' && to === '-') throw new UsageError('standard input can be only one of FROM and TO');
  const read = (source: string): Input => readInput({ ...values, filename: [source] }, surroundings);
  const [before, applied] = sameCluster(read(from), read(to));
  surroundings.progress?.(`comparing ${from} with ${to}`);
  const [first, last] = [planBeside(from), planBeside(to)];
  const plan = isSibling(from, to) ? first : undefined;
  const after = !plan && last ? laidOver(before, applied) : applied;
  const [was, is] = [plainObjects(before), plainObjects(after)];
  const services = plan?.services ?? new Set(usesOf(is).keys());
  const findings: readonly Finding[] = [
    ...skipped(plan, from, to),
    ...podFindings(was, is),
    ...promotionFindings(was, is, (last ?? first)?.current),
    ...weightFindings(was, is),
    ...twinFindings(is),
    ...stickyFindings(was, is),
    ...atOnceFindings(was, is),
    ...optionFindings(is, services),
    ...trafficFindings(stepTraffic(before, after, plan?.services), plan?.services),
    ...seriesFindings(before.model, after.model, services),
  ];
  const problems = findings.map((finding) => problemAt({}, finding));
  // What could not be decided may be what breaks.
  const holds = !hasErrors(problems) && problems.every(({ rule }) => rule !== 'release-undecided');
  if (format === 'json') {
    surroundings.out(`${formatJson({ from, to, holds, findings: problems.map(reported) })}\n`);
  } else {
    const told = problems.length > 0 ? `${formatReport(problems, surroundings)}\n` : '';
    const verdict = holds ? 'may be applied' : 'must not be applied in one step';
    surroundings.out(`${told}From ${printable(from)}, ${printable(to)} ${verdict}.\n`);
  }
  return holds ? 0 : 1;
};

function plainObjects({ objects }: Input): readonly ApiObjectData[] {
  return objects.map(({ object }) => object);
}

/** Both sides are one cluster: where one does not say what is known of it, such as a copied folder, the other one does. */
function sameCluster(before: Input, after: Input): readonly [Input, Input] {
  const [one, other] = [isKnown(before), isKnown(after)];
  if (one === other) return [before, after];
  return one ? [before, knownBy(after, before)] : [knownBy(before, after), after];
}

function isKnown({ facts: { traefik } }: Input): boolean {
  return traefik?.configuration !== undefined || traefik?.entryPoints !== undefined;
}

function knownBy(side: Input, { facts }: Input): Input {
  const existing = [...(side.facts.existing ?? []), ...(facts.existing ?? [])];
  const reading = { objects: side.objects, facts: { ...side.facts, traefik: facts.traefik, existing } };
  return { ...side, ...reading, model: trafficOf(reading) };
}

/** A folder of a step has a part of what the cluster has, and applying it removes nothing of the rest. */
function laidOver(before: Input, step: Input): Input {
  const made = new Set(step.objects.map(({ object }) => objectKey(object)));
  const kept = before.objects.filter(({ object }) => !made.has(objectKey(object)));
  const reading = { objects: [...kept, ...step.objects], facts: before.facts };
  return { ...before, ...reading, model: trafficOf(reading) };
}

/** What plan.json says of the steps of a release. */
interface KnownPlan {
  readonly ids: readonly string[];
  readonly services?: ReadonlySet<string>;
  /** The images that the service ran before it. */
  readonly current?: readonly unknown[];
}

function isSibling(from: string, to: string): boolean {
  return dirname(resolve(to)) === dirname(resolve(from));
}

/** The plan of the release whose step is in a folder; undefined for what is no folder of a step. */
function planBeside(step: string): KnownPlan | undefined {
  const file = join(dirname(resolve(step)), 'plan.json');
  if (!existsSync(file)) return undefined;
  const plan = parsed(file);
  const steps = isPlainMap(plan) ? plan['steps'] : undefined;
  if (!isPlainMap(plan) || !Array.isArray(steps)) return undefined;
  const ids = steps.map((one: unknown) => String(isPlainMap(one) && one['id']));
  if (!ids.includes(basename(resolve(step)))) return undefined;
  const { services, images } = plan;
  const current = isPlainMap(images) ? images['current'] : undefined;
  return {
    ids,
    ...(Array.isArray(services) && { services: new Set(services.map(String)) }),
    ...(Array.isArray(current) && { current }),
  };
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readText(file));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const message = `${file} is no plan: ${error.message}.`;
    const location = { file, line: 1, column: 1 };
    throw new ProblemError([{ rule: 'unreadable-file', severity: 'error', message, location }]);
  }
}

function skipped(plan: KnownPlan | undefined, from: string, to: string): readonly Finding[] {
  const [first, last] = [from, to].map((path) => plan?.ids.indexOf(basename(resolve(path))) ?? -1);
  if (!plan || first === undefined || last === undefined || first < 0 || last <= first + 1) return [];
  const between = plan.ids.slice(first + 1, last);
  const message = `From ${basename(from)} to ${basename(to)} goes past ${between.join(', ')}.`;
  return [{ rule: 'release-skips-step', message }];
}
