import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { diffTraffic } from '../../check/changes';
import { optionFindings, podFindings, trafficFindings, usesOf, weightFindings } from '../../check/release';
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
import { reported } from '../../core/report';
import { formatJson } from '../../traefik/model';
import { oneOf, parseArguments } from '../arguments';
import { type Command, UsageError } from '../command';
import { readInput } from '../inputs';
import { verifyMove } from './verify';

/** `release check`: whether one apply may go from some objects to others. */
export const checkRelease: Command['run'] = (args, surroundings) => {
  const { values, positionals } = parseArguments({
    args,
    allowPositionals: true,
    options: {
      traefik: { type: 'string' },
      'assume-secrets': { type: 'boolean' },
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
  const [before, after] = [from, to].map((source) =>
    readInput({ ...values, filename: [source] }, surroundings),
  );
  if (!before || !after) return 2;
  const [was, is] = [before, after].map(({ objects }) => objects.map(({ object }) => object));
  if (!was || !is) return 2;
  surroundings.progress?.(`comparing ${from} with ${to}`);
  const plan = planOf(from, to);
  const findings: readonly Finding[] = [
    ...skipped(plan, from, to),
    ...podFindings(was, is),
    ...weightFindings(was, is),
    ...optionFindings(is, plan?.services ?? new Set(usesOf(is).keys())),
    ...trafficFindings(diffTraffic(before, after), plan?.services),
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

/** What plan.json says of two steps of one release. */
interface KnownPlan {
  readonly ids: readonly string[];
  readonly services?: ReadonlySet<string>;
}

function planOf(from: string, to: string): KnownPlan | undefined {
  const folder = dirname(resolve(from));
  const file = join(folder, 'plan.json');
  if (dirname(resolve(to)) !== folder || !existsSync(file)) return undefined;
  const plan = parsed(file);
  const steps = isPlainMap(plan) ? plan['steps'] : undefined;
  if (!isPlainMap(plan) || !Array.isArray(steps)) return undefined;
  const { services } = plan;
  return {
    ids: steps.map((step: unknown) => String(isPlainMap(step) && step['id'])),
    ...(Array.isArray(services) && { services: new Set(services.map(String)) }),
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
