import {
  type Shape,
  amount,
  bytes,
  choice,
  count,
  duration,
  flag,
  oneOf,
  text,
  textOrFlag,
  textOrNumber,
} from './shape';
import { healthTest, hosts, labels, names, numbersOrTexts, oneOrMore, texts, variables } from './text-shape';
import { listOf, mapOf, object, or } from './object-shape';
import { shortText, fileReferences, ulimits } from './container-shape';

const build = or(
  object({
    context: text,
    dockerfile: text,
    dockerfile_inline: text,
    entitlements: texts,
    args: variables,
    ssh: labels,
    labels,
    cache_from: texts,
    cache_to: texts,
    no_cache: flag,
    no_cache_filter: oneOrMore,
    additional_contexts: labels,
    network: text,
    provenance: textOrFlag,
    sbom: textOrFlag,
    pull: flag,
    target: text,
    shm_size: bytes,
    extra_hosts: hosts,
    isolation: text,
    privileged: flag,
    secrets: fileReferences,
    tags: texts,
    ulimits,
    platforms: texts,
  }),
  shortText,
);

const dependency = object(
  {
    restart: flag,
    required: choice,
    condition: oneOf('service_started', 'service_healthy', 'service_completed_successfully'),
  },
  { required: ['condition'] },
);

const portNumber: Shape<number> = { schema: count.schema, read: amount.read };

export const workload = {
  build,
  depends_on: or(mapOf(dependency), names.schema),
  healthcheck: object(
    {
      disable: flag,
      interval: duration,
      retries: count,
      test: healthTest,
      timeout: duration,
      start_period: duration,
      start_interval: duration,
    },
    { keepsEmpty: true },
  ),
  ports: listOf(
    object({
      name: text,
      mode: text,
      host_ip: text,
      target: portNumber,
      published: textOrNumber,
      protocol: text,
      app_protocol: text,
    }),
    [{ type: 'number' }, shortText],
    true,
  ),
  expose: numbersOrTexts,
  stdin_open: flag,
  tty: flag,
};
