import {
  type ChangeKind,
  type TrafficChange,
  type TrafficDiff,
  type UndecidedRequests,
} from '../../check/changes';
import type { TraceWithSteps } from '../../traefik/model';
import { groupBy } from '../../core/base';
import type { Severity } from '../../core/finding';
import type { Report, ReportedFinding, ReportedRule } from '../../core/report';
import { fateOf } from '../../traefik/difference';
import { curlLine } from '../../traefik/request';
import { setText } from './text';

interface KindRule {
  readonly code: string;
  readonly severity: Severity;
  readonly description: string;
}

/** Kinds of changes as rules, for programs that know rules and findings. */
const rules: Readonly<Record<ChangeKind, KindRule>> = {
  'guard-removed': rule(
    'DF001',
    'error',
    'Requests reach a backend without a guard that they passed before.',
  ),
  opened: rule('DF002', 'warning', 'Requests reach something that they did not reach before.'),
  chance: rule(
    'DF003',
    'error',
    'Chance decides, decides no longer, or decides between other answers, which router takes requests.',
  ),
  closed: rule('DF004', 'warning', 'Requests no longer reach what they reached before.'),
  moved: rule('DF005', 'warning', 'Requests reach other backends.'),
  rewritten: rule('DF006', 'warning', 'Backends receive requests otherwise: path, query, method or headers.'),
  tls: rule('DF007', 'warning', 'Connections are under other TLS options.'),
  'answered-differently': rule('DF008', 'info', 'Traefik answers requests otherwise.'),
  'guard-added': rule('DF009', 'info', 'Requests pass a guard that they did not pass before.'),
  unknown: rule('DF010', 'warning', 'It is not known whether requests fare as before.'),
};

function rule(code: string, severity: Severity, description: string): KindRule {
  return { code, severity, description };
}

/** What changes as findings: one a change, at what caused it. */
export function diffReport({ changes, unknown }: TrafficDiff<TraceWithSteps>, version: string): Report {
  const findings = [...changes.map(findingOf), ...unknown.map(undecidedFinding)];
  const kinds = groupBy(findings, ({ name }) => name);
  return {
    command: 'diff',
    version,
    findings,
    rules: Object.entries(rules)
      .filter(([name]) => kinds.has(name))
      .map(([name, { code, severity, description }]): ReportedRule => {
        return { code, name, severity, description, consequence, fix };
      }),
  };
}

const consequence = 'Clients of these requests, or the backends behind them, see the difference.';
const fix =
  'Change it back where it is not meant; `cdk8s-traefik explain` tells more of a request on either side.';

function findingOf(change: TrafficChange<TraceWithSteps>): ReportedFinding {
  const { kind, severity, message, example, before, after, cause, requests } = change;
  const [first] = cause;
  return {
    code: rules[kind].code,
    name: kind,
    severity,
    object: first?.object ?? null,
    path: first?.path ?? '',
    location: first?.location ?? null,
    message: `${message} ${requests.slice(0, 3).map(setText).join('; ')}`,
    consequence: `${curlLine(example)} was ${fateOf(before)} and is now ${fateOf(after)}.`,
    fix,
  };
}

function undecidedFinding({ requests, reason }: UndecidedRequests): ReportedFinding {
  return {
    code: rules.unknown.code,
    name: 'unknown',
    severity: 'warning',
    object: null,
    path: '',
    location: null,
    message: `Not decided: ${reason}: ${requests.slice(0, 3).map(setText).join('; ')}`,
    consequence: 'They may fare otherwise than before.',
    fix: 'Ask `cdk8s-traefik explain` of the requests that matter, on both sides.',
  };
}
