import { made } from '../../../../core/base';
import { type SpecFault, refused, required } from '../../check/fault';
import { statusCodeFaults } from '../../check/status-codes';
import { type Decoded, bool, int, intOrString, pointerInt, strings, struct } from '../../read';
import { configuredKind, passesAll } from '../kind';
import { printDurations } from '../shared/durations';

const fields = {
  attempts: int,
  timeout: intOrString,
  initialInterval: intOrString,
  maxRequestBodyBytes: pointerInt,
  status: strings,
  disableRetryOnNetworkError: bool,
  retryNonIdempotentMethod: bool,
};

/** Asks again when it failed. A request of its own passes; what happens on failure is noted. */
export const retry = configuredKind(
  struct(fields),
  ({ timeout = 0, initialInterval = 0, maxRequestBodyBytes = 2 * 1024 * 1024, ...rest }) =>
    made({ ...rest, ...printDurations({ timeout, initialInterval }), maxRequestBodyBytes }),
  {
    check: (spec) => [
      ...conditionFaults(spec),
      ...attemptsFaults(spec.attempts),
      ...statusCodeFaults(spec.status, ['status']),
    ],
    treat: () => passesAll,
    handle: (_request, { attempts = 0, status = [] }, next, { note }) => {
      const when = status.length > 0 ? `network errors and ${status.join(', ')}` : 'network errors';
      if (attempts > 1) note(`retry: up to ${attempts} attempts on ${when}`);
      return next();
    },
  },
);

function conditionFaults({
  status = [],
  disableRetryOnNetworkError,
}: Decoded<typeof fields>): readonly SpecFault[] {
  if (disableRetryOnNetworkError !== true || status.length > 0) return [];
  return [
    refused('nothing-to-retry', ['disableRetryOnNetworkError'], {
      message: 'Neither a network error nor a status code makes a request go again.',
      fix: 'Give "status", or leave "disableRetryOnNetworkError" out.',
      reason: 'retry middleware requires at least HTTP status codes or retry on TCP',
    }),
  ];
}

function attemptsFaults(attempts: number | undefined): readonly SpecFault[] {
  const field = ['attempts'];
  const fix = 'Write 2 or more, the first time included.';
  const reason = `incorrect (or empty) value for attempt (${attempts ?? 0})`;
  if (attempts === undefined) return required(attempts, field, { rule: 'no-attempts', reason });
  if (attempts <= 0) {
    return [refused('no-attempts', field, { message: `There are ${attempts} attempts.`, fix, reason })];
  }
  if (attempts > 1) return [];
  return [
    {
      rule: 'single-attempt',
      severity: 'warning',
      field,
      message: 'The first request is the only attempt.',
      consequence: 'Traefik never sends a request again.',
      fix,
    },
  ];
}
