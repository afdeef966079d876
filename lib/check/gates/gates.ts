import { readText } from '../../core/file';
import { type FieldPath, type Finding, ProblemError } from '../../core/finding';
import { readCoverage } from './coverage';
import { type Vulnerability, readVulnerabilities } from './govulncheck';
import { readModules } from './modules';
import type { GateException, GatesSpec } from './spec';

/** What gates are judged with. */
export interface GateSurroundings {
  /** Reads a report by its path as it is written. @throws ProblemError */
  readonly read: (path: string) => string;
  /** The day on which exceptions end or not: `2026-11-27`. */
  readonly today: string;
}

/** The reports of a folder, on this day. */
export function gateSurroundings(folder: string): GateSurroundings {
  return { read: (path) => readText(`${folder}/${path}`), today: new Date().toISOString().slice(0, 10) };
}

/** What reports of Go's own tools have against an environment that asks them; each finding at what was asked. */
export function* gateFindings(
  { vulnerabilities, coverage, modules }: GatesSpec,
  surroundings: GateSurroundings,
): Iterable<Finding> {
  if (vulnerabilities) yield* vulnerabilityFindings(vulnerabilities, surroundings);
  if (coverage) yield* coverageFindings(coverage, surroundings);
  if (modules) yield* moduleFindings(modules, surroundings);
}

function* vulnerabilityFindings(
  { report, unreachable = 'warn', allow = {} }: NonNullable<GatesSpec['vulnerabilities']>,
  surroundings: GateSurroundings,
): Iterable<Finding> {
  const field: FieldPath = ['gates', 'vulnerabilities', 'report'];
  const make = 'govulncheck -format json ./...';
  const found = yield* reportOf(report, field, make, readVulnerabilities, surroundings);
  if (!found) return;
  for (const vulnerability of found) {
    const exception = Object.hasOwn(allow, vulnerability.id) ? allow[vulnerability.id] : undefined;
    if (exception && !isOver(exception, surroundings)) continue;
    const isReachable = vulnerability.symbol !== undefined;
    if (!isReachable && unreachable === 'ignore') continue;
    yield {
      rule: 'go-vulnerability',
      severity: isReachable ? 'error' : 'warning',
      message: `${vulnerabilityText(vulnerability)}${exception ? ` The exception ended on ${exception.until}.` : ''}`,
      fix:
        vulnerability.fixed === undefined
          ? `There is no version without it yet; call it no more, or write gates.vulnerabilities.allow.${vulnerability.id} with reason and until.`
          : `go get ${vulnerability.module === 'stdlib' ? `toolchain@go${vulnerability.fixed.replace(/^v/, '')}` : `${vulnerability.module}@${vulnerability.fixed}`}`,
      field: exception ? ['gates', 'vulnerabilities', 'allow', vulnerability.id, 'until'] : field,
    };
  }
  const ids = new Set(found.map(({ id }) => id));
  for (const id of Object.keys(allow).filter((each) => !ids.has(each))) {
    const place: FieldPath = ['gates', 'vulnerabilities', 'allow', id];
    yield { rule: 'needless-exception', message: `${id} is not in ${report} any more.`, field: place };
  }
}

function vulnerabilityText({ id, summary, module, version, symbol, calledAt }: Vulnerability): string {
  const what = summary === '' ? id : `${id} (${summary})`;
  const has = `${module} ${version} has ${what}`;
  if (symbol === undefined) return `${has}; no code of the program calls it.`;
  return `${has}, and ${symbol} is called${calledAt === undefined ? '' : ` from ${calledAt}`}.`;
}

function* coverageFindings(
  { profile, minimum }: NonNullable<GatesSpec['coverage']>,
  surroundings: GateSurroundings,
): Iterable<Finding> {
  const field: FieldPath = ['gates', 'coverage', 'profile'];
  const found = yield* reportOf(
    profile,
    field,
    'go test -coverprofile=FILE ./...',
    readCoverage,
    surroundings,
  );
  if (!found || found.percent >= minimum) return;
  yield {
    rule: 'go-coverage',
    message: `Tests run ${found.percent.toFixed(1)} % of the statements, and ${minimum} % are asked for.`,
    field: ['gates', 'coverage', 'minimum'],
  };
}

function* moduleFindings(
  { report, updates = 'ignore', allow = {} }: NonNullable<GatesSpec['modules']>,
  surroundings: GateSurroundings,
): Iterable<Finding> {
  const field: FieldPath = ['gates', 'modules', 'report'];
  const make = 'go list -m -u -retracted -json all';
  const found = yield* reportOf(report, field, make, readModules, surroundings);
  for (const { module, version, retracted, deprecated, unread, update } of found ?? []) {
    const exception = Object.hasOwn(allow, module) ? allow[module] : undefined;
    if (exception && !isOver(exception, surroundings)) continue;
    const named = version === '' ? module : `${module} ${version}`;
    const fix = update === undefined ? undefined : `go get ${module}@${update}`;
    const end = exception ? ` The exception ended on ${exception.until}.` : '';
    const told = (message: string, severity?: 'warning'): Finding => ({
      rule: 'go-stale-module',
      message: `${message}${end}`,
      field,
      ...(severity && { severity }),
      ...(fix !== undefined && { fix }),
    });
    if (unread !== undefined)
      yield {
        rule: 'unreadable-report',
        message: `${report} says of ${named} only that go could not look at it: ${unread}.${end}`,
        field,
        fix: `Mend it, and make the report anew: ${make} > ${report}`,
      };
    else if (retracted !== undefined) yield told(`The authors of ${named} took it back: ${retracted}.`);
    else if (deprecated !== undefined)
      yield told(`The authors of ${named} gave it up: ${deprecated}.`, 'warning');
    else if (update !== undefined && updates === 'warn')
      yield told(`${named} has a newer version, ${update}.`, 'warning');
  }
}

/** A report, read; where it cannot be, that is the finding: what was not looked at has not passed. */
function* reportOf<T>(
  path: string,
  field: FieldPath,
  make: string,
  read: (text: string) => T | undefined,
  surroundings: GateSurroundings,
): Generator<Finding, T | undefined> {
  const fix = `Make it before the synth: ${make} > ${path}`;
  try {
    const found = read(surroundings.read(path));
    if (found === undefined) {
      yield { rule: 'unreadable-report', message: `${path} is not what "${make}" writes.`, fix, field };
    }
    return found;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    yield {
      rule: 'unreadable-report',
      message: error.problems.map(({ message }) => message).join(' '),
      fix,
      field,
    };
    return undefined;
  }
}

function isOver({ until }: GateException, { today }: GateSurroundings): boolean {
  return until < today;
}
