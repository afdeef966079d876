import { isFailed, made } from '../../../../core/base';
import { type SpecFault, refused, required } from '../../check/fault';
import { formatDuration, intOrString, parseDuration, pointerInt, struct } from '../../read';
import { configuredKind, passesAll } from '../kind';
import { clientTlsReferences } from '../shared/client-tls';
import { printDurations } from '../shared/durations';
import { criterionFaults, sourceCriterion } from '../shared/source-criterion';
import { configureRedis, redis } from './redis';

/** So many requests a period. A request of its own passes; what happens under load is noted. */
export const rateLimit = configuredKind(
  struct({
    average: pointerInt,
    period: intOrString,
    burst: pointerInt,
    sourceCriterion,
    redis,
  }),
  ({ average = 0, burst = 1, period = '1s', sourceCriterion: criterion, redis: server }, sources) => {
    const counts = server && configureRedis(server, sources);
    if (counts && isFailed(counts)) return counts;
    return made({
      ...(average !== 0 && { average }),
      ...(burst !== 0 && { burst }),
      ...printDurations({ period }),
      ...(criterion && { sourceCriterion: criterion }),
      ...(counts && { redis: counts.value }),
    });
  },
  {
    check: ({ average, period, sourceCriterion: criterion }) => [
      ...required(average, ['average'], { rule: 'no-rate', consequence: 'Traefik sets no limit.' }),
      ...criterionFaults(criterion, ['sourceCriterion']),
      ...periodFaults(period),
    ],
    references: [
      { at: ['redis', 'secret'], to: 'Secret', holds: 'credentials' },
      ...clientTlsReferences('redis', 'tls'),
    ],
    limits: true,
    treat: () => passesAll,
    handle: (_request, { average = 0, burst = 1, period = '1s', redis: counts }, next, { note }) => {
      if (average > 0)
        note(`rateLimit: 429 beyond ${average} requests in ${period} with bursts of ${Math.max(burst, 1)}`);
      if (counts) note('rateLimit: 500 while Redis cannot be reached');
      return next();
    },
  },
);

function periodFaults(period: number | string | undefined): readonly SpecFault[] {
  const nanoseconds = period === undefined ? 0n : (parseDuration(period) ?? 0n);
  if (nanoseconds >= 0n) return [];
  return [
    refused('out-of-range', ['period'], {
      message: `The period ${formatDuration(nanoseconds)} is negative.`,
      fix: 'Write a period such as 1s or 1m.',
      reason: `negative value not valid for period: ${formatDuration(nanoseconds)}`,
    }),
  ];
}
