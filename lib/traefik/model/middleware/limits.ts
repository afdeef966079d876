import { type PredicateFunction, predicateError, readStatusRanges } from '../../api/read';
import { answer, contentLength, undecided } from '../../request';
import type {
  CircuitBreakerConfig,
  MiddlewareConfig,
  RateLimitConfig,
  RetryConfig,
} from '../dynamic/middlewares';
import { type Effect } from './middleware';
import { criterionError } from './ip';

/*
 * Middlewares that decide by time and load. They let a request of its own pass; what they do under load is noted.
 */

type Config<K extends keyof MiddlewareConfig> = NonNullable<MiddlewareConfig[K]>;

/** So many requests a period. */
export const rateLimit: Effect<RateLimitConfig> = {
  check: ({ sourceCriterion, period = '1s' }) =>
    criterionError(sourceCriterion) ??
    (period.startsWith('-') ? `negative value not valid for period: ${period}` : undefined),
  handle: (_request, { average = 0, burst = 1, period = '1s', redis }, next, { note }) => {
    if (average > 0)
      note(`rateLimit: 429 beyond ${average} requests in ${period} with bursts of ${Math.max(burst, 1)}`);
    if (redis) note('rateLimit: 500 while Redis cannot be reached');
    return next();
  },
};

/** So many requests at once. */
export const inFlightReq: Effect<Config<'inFlightReq'>> = {
  check: ({ sourceCriterion }) => criterionError(sourceCriterion),
  handle: (_request, { amount = 0 }, next, { note, change }) => {
    if (amount <= 0) {
      change('an amount of 0 lets no request pass');
      return answer(429);
    }
    note(`inFlightReq: 429 beyond ${amount} simultaneous requests`);
    return next();
  },
};

const retryFunctions: ReadonlyMap<string, PredicateFunction> = new Map([
  ['RequestMethod', { args: [], gives: 'stringOf' }],
  ['IsNetworkError', { args: [], gives: 'condition' }],
  ['Attempts', { args: [], gives: 'intOf' }],
  ['ResponseCode', { args: [], gives: 'intOf' }],
]);

/** Reads whole bodies before passing them on. */
export const buffering: Effect<Config<'buffering'>> = {
  check: (config) => {
    const { maxRequestBodyBytes = 0, memRequestBodyBytes = 0 } = config;
    const { maxResponseBodyBytes = 0, memResponseBodyBytes = 0, retryExpression = '' } = config;
    const limits = [maxRequestBodyBytes, memRequestBodyBytes, maxResponseBodyBytes, memResponseBodyBytes];
    const negative = limits.find((limit) => limit < 0);
    if (negative !== undefined) return `bytes should be >= 0 got ${negative}`;
    return retryExpression === '' ? undefined : predicateError(retryExpression, retryFunctions);
  },
  handle: (request, { maxRequestBodyBytes = 0, maxResponseBodyBytes = 0 }, next, { note, change }) => {
    const length = contentLength(request.headers);
    if (maxRequestBodyBytes > 0 && length > maxRequestBodyBytes) {
      change(`a body of ${length} bytes is more than the ${maxRequestBodyBytes} allowed`);
      return answer(413);
    }
    if (maxRequestBodyBytes > 0)
      note(`buffering: 413 for request bodies beyond ${maxRequestBodyBytes} bytes`);
    if (maxResponseBodyBytes > 0)
      note(`buffering: 500 for response bodies beyond ${maxResponseBodyBytes} bytes`);
    return next();
  },
};

const breakerFunctions: ReadonlyMap<string, PredicateFunction> = new Map([
  ['LatencyAtQuantileMS', { args: ['float'], gives: 'intOf' }],
  ['NetworkErrorRatio', { args: [], gives: 'floatOf' }],
  ['ResponseCodeRatio', { args: ['int', 'int', 'int', 'int'], gives: 'floatOf' }],
]);

/** Stops asking a service that fails. */
export const circuitBreaker: Effect<CircuitBreakerConfig> = {
  check: ({ expression = '' }) => predicateError(expression, breakerFunctions),
  handle: (_request, { expression = '', responseCode = 503 }, next, { note }) => {
    note(`circuitBreaker: ${responseCode} while ${expression} holds`);
    return next();
  },
};

/** Asks again when it failed. */
export const retry: Effect<RetryConfig> = {
  check: ({ attempts = 0, status, disableRetryOnNetworkError }) => {
    if (!status && disableRetryOnNetworkError) {
      return 'retry middleware requires at least HTTP status codes or retry on TCP';
    }
    if (attempts <= 0) return `incorrect (or empty) value for attempt (${attempts})`;
    const ranges = readStatusRanges(status);
    return typeof ranges === 'string' ? `creating HTTP code ranges: ${ranges}` : undefined;
  },
  handle: (_request, { attempts = 0, status = [] }, next, { note }) => {
    const when = status.length > 0 ? `network errors and ${status.join(', ')}` : 'network errors';
    if (attempts > 1) note(`retry: up to ${attempts} attempts on ${when}`);
    return next();
  },
};

/** What a plugin does is its own. */
export const plugin: Effect<Config<'plugin'>> = {
  check: (plugins) =>
    Object.keys(plugins).length === 1 ? undefined : 'plugin: exactly one plugin must be configured',
  handle: (_request, plugins, next, { note, change }) => {
    const name = Object.keys(plugins)[0] ?? '';
    note(`plugin ${name} decides what happens to the request`);
    change(`plugin ${name}`);
    return undecided(next());
  },
};
