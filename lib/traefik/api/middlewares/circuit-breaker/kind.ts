import { made } from '../../../../core/base';
import { required } from '../../check/fault';
import { predicateFaults } from '../../check/predicate';
import { type PredicateFunction, int, intOrString, predicateError, string, struct } from '../../read';
import { configuredKind, passesAll } from '../kind';
import { printDurations } from '../shared/durations';

const functions: ReadonlyMap<string, PredicateFunction> = new Map([
  ['LatencyAtQuantileMS', { args: ['float'], gives: 'intOf' }],
  ['NetworkErrorRatio', { args: [], gives: 'floatOf' }],
  ['ResponseCodeRatio', { args: ['int', 'int', 'int', 'int'], gives: 'floatOf' }],
]);

/** Stops asking a service that fails. A request of its own passes; what happens under load is noted. */
export const circuitBreaker = configuredKind(
  struct({
    expression: string,
    checkPeriod: intOrString,
    fallbackDuration: intOrString,
    recoveryDuration: intOrString,
    responseCode: int,
  }),
  ({
    expression,
    checkPeriod = '100ms',
    fallbackDuration = '10s',
    recoveryDuration = '10s',
    responseCode = 503,
  }) =>
    made({
      ...(expression !== undefined && { expression }),
      ...printDurations({ checkPeriod, fallbackDuration, recoveryDuration }),
      responseCode,
    }),
  {
    check: ({ expression }) =>
      expression
        ? predicateFaults(expression, functions, ['expression'])
        : required(expression, ['expression'], {
            rule: 'invalid-expression',
            reason: predicateError('', functions),
          }),
    treat: () => passesAll,
    handle: (_request, { expression = '', responseCode }, next, { note }) => {
      note(`circuitBreaker: ${responseCode} while ${expression} holds`);
      return next();
    },
  },
);
