import {
  amount,
  bytes,
  choice,
  command,
  count,
  delay,
  duration,
  fileMode,
  flag,
  healthTest,
  hosts,
  labels,
  listOf,
  mapOf,
  matching,
  names,
  numbersOrTexts,
  object,
  oneOf,
  oneOrMore,
  options,
  or,
  type Shape,
  text,
  textOrFlag,
  textOrNumber,
  texts,
  variables,
} from './shape';

const shortText = { type: 'string' } as const;

const fileReference = object({ source: text, target: text, uid: text, gid: text, mode: fileMode });
const fileReferences = listOf(fileReference, [shortText]);

const limits = object({ hard: count, soft: count }, { required: ['soft', 'hard'] });
/** One number, or a soft and a hard limit. */
const ulimit: Shape<number | { readonly hard?: number; readonly soft?: number }> = {
  schema: { oneOf: [count.schema, limits.schema] },
  read: (tree, path) => (tree.kind === 'map' ? limits.read(tree, path) : count.read(tree, path)),
};
const ulimits = mapOf(ulimit, { pattern: '^[a-z]+$' });

const throttled = listOf(object({ path: text, rate: bytes }));
const weighted = listOf(object({ path: text, weight: count }));

const volume = object(
  {
    type: oneOf('bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'),
    source: text,
    target: text,
    read_only: flag,
    consistency: text,
    bind: object(
      {
        propagation: text,
        create_host_path: optOut(),
        recursive: oneOf('enabled', 'disabled', 'writable', 'readonly'),
        selinux: oneOf('z', 'Z'),
      },
      { keepsEmpty: true },
    ),
    volume: object({ labels, nocopy: flag, subpath: text }, { keepsEmpty: true }),
    tmpfs: object({ size: bytes, mode: amount }, { keepsEmpty: true }),
    image: object({ subpath: text }, { keepsEmpty: true }),
  },
  { required: ['type'] },
);

/** A boolean that is true unless said otherwise: only false is printed. */
function optOut(): Shape<false> {
  return {
    schema: choice.schema,
    read: (tree, path) => (choice.read(tree, path) === false ? false : undefined),
  };
}

const deviceCount: Shape<number> = {
  schema: { type: ['string', 'integer'] },
  read: (tree, path) =>
    tree.kind === 'scalar' && String(tree.value).toLowerCase() === 'all' ? -1 : amount.read(tree, path),
};

const deviceRequest = object({
  capabilities: names,
  driver: text,
  count: deviceCount,
  device_ids: names,
  options: labels,
});

const networks = object({
  aliases: names,
  interface_name: text,
  ipv4_address: text,
  ipv6_address: text,
  link_local_ips: names,
  mac_address: text,
  driver_opts: options,
  priority: amount,
  gw_priority: amount,
});

const nullSchema = { type: 'null' } as const;

/** What a service, a job and what runs before a service have in common. */
const container = {
  annotations: labels,
  blkio_config: object({
    device_read_bps: throttled,
    device_read_iops: throttled,
    device_write_bps: throttled,
    device_write_iops: throttled,
    weight: amount,
    weight_device: weighted,
  }),
  cap_add: names,
  cap_drop: names,
  cgroup: oneOf('host', 'private'),
  cgroup_parent: text,
  command,
  configs: fileReferences,
  cpu_count: amount,
  cpu_percent: amount,
  cpu_shares: amount,
  cpu_quota: amount,
  cpu_period: amount,
  cpu_rt_period: amount,
  cpu_rt_runtime: amount,
  cpus: amount,
  cpuset: text,
  credential_spec: object({ config: text, file: text, registry: text }),
  device_cgroup_rules: names,
  devices: listOf(object({ source: text, target: text, permissions: text }, { required: ['source'] }), [
    shortText,
  ]),
  dns: oneOrMore,
  dns_opt: names,
  dns_search: oneOrMore,
  domainname: text,
  entrypoint: command,
  env_file: or(
    listOf(object({ path: text, format: text, required: choice }, { required: ['path'] }), [shortText]),
    shortText,
  ),
  label_file: oneOrMore,
  environment: variables,
  extra_hosts: hosts,
  gpus: or(listOf(deviceRequest), { enum: ['all'] }),
  group_add: numbersOrTexts,
  hostname: text,
  image: text,
  init: choice,
  ipc: text,
  isolation: text,
  labels,
  logging: object({ driver: text, options }),
  mac_address: text,
  mem_limit: bytes,
  mem_reservation: bytes,
  mem_swappiness: bytes,
  memswap_limit: bytes,
  network_mode: text,
  models: or(
    mapOf(or(object({ endpoint_var: text, model_var: text }), nullSchema), { keepsEmpty: true }),
    names.schema,
  ),
  networks: or(mapOf(or(networks, nullSchema), { keepsEmpty: true }), names.schema),
  oom_kill_disable: flag,
  oom_score_adj: amount,
  pid: { schema: { type: ['string', 'null'] }, read: text.read } satisfies Shape<string>,
  pids_limit: amount,
  platform: text,
  privileged: flag,
  pull_policy: matching(
    '^(always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+)$',
  ),
  pull_refresh_after: text,
  read_only: flag,
  runtime: text,
  security_opt: names,
  shm_size: bytes,
  secrets: fileReferences,
  sysctls: labels,
  stop_grace_period: duration,
  stop_signal: text,
  storage_opt: { schema: { type: 'object' }, read: labels.read } satisfies typeof labels,
  tmpfs: oneOrMore,
  ulimits,
  use_api_socket: flag,
  user: text,
  uts: text,
  userns_mode: text,
  volumes: listOf(volume, [shortText], true),
  volumes_from: names,
  working_dir: text,
};

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

const workload = {
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

const deploy = object(
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

const hook = object(
  { command, user: text, privileged: flag, working_dir: text, environment: variables },
  { required: ['command'] },
);

const watch = object(
  {
    ignore: oneOrMore,
    include: oneOrMore,
    path: text,
    action: oneOf('rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'),
    target: text,
    exec: hook,
    initial_sync: flag,
  },
  { required: ['path', 'action'] },
);

const providerOptions: Shape<Readonly<Record<string, string | readonly string[]>>> = {
  schema: { type: 'object' },
  read: (tree) => {
    const entries = tree.kind === 'map' ? [...tree.entries] : [];
    const read = entries.map(
      ([name, value]) => [name, (value.kind === 'list' ? texts : oneOrMore).read(value, []) ?? []] as const,
    );
    return read.length === 0 ? undefined : Object.fromEntries(read);
  },
};

const extended = object({ service: text, file: text }, { required: ['service'] });

/** A service: what is said of it, in Compose's own words. */
export const service = object(
  {
    ...container,
    ...workload,
    deploy,
    develop: object({ watch: listOf(watch) }, { nullable: true }),
    profiles: names,
    restart: text,
    scale: count,
    attach: choice,
    container_name: matching('[a-zA-Z0-9][a-zA-Z0-9_.-]+'),
    provider: object({ type: text, options: providerOptions }, { required: ['type'] }),
    extends: or(extended, shortText),
    links: names,
    external_links: names,
    pre_start: listOf(object({ ...container, per_replica: flag })),
    post_start: listOf(hook),
    pre_stop: listOf(hook),
  },
  { keepsEmpty: true },
);
