import { type FieldPath, type Problem, problemAt, didYouMean } from '../../../core/finding';
import type { ObservabilitySpec } from '../../environment';
import type { DeliveredEnvironment } from '../delivery';
import { placeIn } from '../places';
import { type AllCounted, nameIn } from './counted';

/** What is promised that nobody measures. */
export function problemsOf(
  environment: DeliveredEnvironment,
  spec: ObservabilitySpec,
  counted: AllCounted,
): readonly Problem[] {
  const at = (...field: FieldPath) => placeIn(environment, ['observability', ...field]);
  const { name } = environment;
  const off = counted.hasServices
    ? []
    : [
        problemAt(
          environment.declared
            ? { location: environment.declared.locate(['traefik']), field: ['traefik'] }
            : at(),
          {
            rule: 'metrics-without-services',
            message: `The Traefik of ${name} gives Prometheus no metrics of services, as far as its configuration is known.`,
          },
        ),
      ];
  const withoutRouters =
    spec.routes && !counted.hasRouters
      ? [
          problemAt(at('routes'), {
            rule: 'metrics-without-routers',
            message: `The Traefik of ${name} gives no metrics of routers, of which something is promised.`,
          }),
        ]
      : [];
  const named = (field: 'services' | 'routes'): readonly Problem[] => {
    const known = counted[field].map(nameIn);
    return Object.keys(spec[field] ?? {})
      .filter((one) => !known.includes(one))
      .map((one) => {
        return problemAt(at(field, one), {
          rule: 'unknown-objective',
          message: `Traefik counts no requests of "${one}" in ${name}.`,
          ...didYouMean(one, known),
        });
      });
  };
  const objectives = [
    { field: ['objective'], objective: spec.objective ?? {} },
    ...(['services', 'routes'] as const).flatMap((field) =>
      Object.entries(spec[field] ?? {}).map(([one, objective]) => ({ field: [field, one], objective })),
    ),
  ];
  const latencies = objectives.flatMap(({ field, objective: { latency } }) =>
    latency === undefined || counted.buckets.includes(latency.seconds)
      ? []
      : [
          problemAt(at(...field, 'latency', 'seconds'), {
            rule: 'unmeasured-latency',
            message: `Traefik does not count the requests that are answered within ${latency.seconds} s.`,
            fix: `Say one of ${counted.buckets.join(', ')}, or name it among metrics.prometheus.buckets of Traefik.`,
          }),
        ],
  );
  return [...off, ...withoutRouters, ...named('services'), ...named('routes'), ...latencies];
}
