import { type Shape, amount, bytes, count, delay, duration, oneOf, text } from './shape';
import { labels, texts } from './text-shape';
import { listOf, object } from './object-shape';
import { deviceRequest } from './container-shape';

const update = object(
  {
    parallelism: count,
    delay,
    failure_action: text,
    monitor: delay,
    max_failure_ratio: amount,
    order: oneOf('start-first', 'stop-first'),
  },
  { keepsEmpty: true },
);

const discrete = object(
  { kind: text, value: { schema: count.schema, read: count.read } satisfies Shape<number> },
  { keepsEmpty: true },
);

export const deploy = object(
  {
    mode: text,
    endpoint_mode: text,
    replicas: count,
    labels,
    rollback_config: update,
    update_config: update,
    resources: object(
      {
        limits: object({ cpus: amount, memory: bytes, pids: amount }, { keepsEmpty: true }),
        reservations: object(
          {
            cpus: amount,
            memory: bytes,
            generic_resources: listOf(object({ discrete_resource_spec: discrete })),
            devices: listOf(deviceRequest),
          },
          { keepsEmpty: true },
        ),
      },
      { keepsEmpty: true },
    ),
    restart_policy: object(
      { condition: text, delay: duration, max_attempts: count, window: duration },
      { keepsEmpty: true },
    ),
    placement: object(
      {
        constraints: texts,
        preferences: listOf(object({ spread: text })),
        max_replicas_per_node: amount,
      },
      { keepsEmpty: true },
    ),
  },
  { nullable: true, keepsEmpty: true },
);
