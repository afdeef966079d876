import type { Finding } from '../../../../core/finding';
import { disabledRouters, refused, required } from '../finding';
import { serviceFindings } from '../service';
import { isFinalStatus, statusCodeFinding, statusCodeFindings } from '../status-codes';
import type { PartialMiddleware } from './middleware';

/** What is wrong with circuit breakers, error pages and retries. */
export function resilienceFindings({ circuitBreaker, errors, retry }: PartialMiddleware): readonly Finding[] {
  return [
    ...(circuitBreaker ? required(circuitBreaker.expression, ['circuitBreaker', 'expression']) : []),
    ...(errors ? errorPageFindings(errors) : []),
    ...(retry ? retryFindings(retry) : []),
  ];
}

function errorPageFindings(errors: NonNullable<PartialMiddleware['errors']>): readonly Finding[] {
  const { status, statusRewrites = {}, service } = errors;
  return [
    ...required(status, ['errors', 'status'], 'Traefik replaces no response.'),
    ...statusCodeFindings(status, ['errors', 'status']),
    ...Object.entries(statusRewrites).flatMap(([codes, code]) => {
      const field = ['errors', 'statusRewrites', codes];
      return [
        ...statusCodeFinding(codes, field),
        ...(code === undefined ? [] : finalStatusFindings(code, field)),
      ];
    }),
    ...required(service, ['errors', 'service']),
    ...serviceFindings(service, ['errors', 'service'], disabledRouters),
  ];
}

function finalStatusFindings(code: number, field: readonly string[]): readonly Finding[] {
  if (isFinalStatus(code)) return [];
  return [
    refused('out-of-range', field, {
      message: `${code} is no status code of a response.`,
      consequence: 'Traefik cannot send it: clients get an empty answer, or another status.',
      fix: 'Write 200 to 599.',
    }),
  ];
}

function retryFindings(retry: NonNullable<PartialMiddleware['retry']>): readonly Finding[] {
  const { attempts, status, disableRetryOnNetworkError } = retry;
  const findings = [
    ...required(attempts, ['retry', 'attempts']),
    ...statusCodeFindings(status, ['retry', 'status']),
  ];
  if (attempts === 0) {
    const fix = 'Write 2 or more, the first time included.';
    findings.push(refused('amount-zero', ['retry', 'attempts'], { message: 'There are 0 attempts.', fix }));
  }
  if (attempts === 1) {
    findings.push({
      rule: 'single-attempt',
      severity: 'warning',
      field: ['retry', 'attempts'],
      message: 'The first request is the only attempt.',
      consequence: 'Traefik never sends a request again.',
      fix: 'Write 2 or more, the first time included.',
    });
  }
  if (disableRetryOnNetworkError === true && (status ?? []).length === 0) {
    findings.push(
      refused('nothing-to-retry', ['retry', 'disableRetryOnNetworkError'], {
        message: 'Neither a network error nor a status code makes a request go again.',
        fix: 'Give "status", or leave "disableRetryOnNetworkError" out.',
      }),
    );
  }
  return findings;
}
