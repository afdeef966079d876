import {
  type Shape,
  amount,
  bytes,
  choice,
  count,
  duration,
  fileMode,
  flag,
  matching,
  oneOf,
  text,
} from './shape';
import { command, hosts, labels, names, numbersOrTexts, oneOrMore, options, variables } from './text-shape';
import { listOf, mapOf, object, or } from './object-shape';

export const shortText = { type: 'string' } as const;

const fileReference = object({ source: text, target: text, uid: text, gid: text, mode: fileMode });
export const fileReferences = listOf(fileReference, [shortText]);

const limits = object({ hard: count, soft: count }, { required: ['soft', 'hard'] });
/** One number, or a soft and a hard limit. */
const ulimit: Shape<number | { readonly hard?: number; readonly soft?: number }> = {
  schema: { oneOf: [count.schema, limits.schema] },
  read: (tree, path) => (tree.kind === 'map' ? limits.read(tree, path) : count.read(tree, path)),
};
export const ulimits = mapOf(ulimit, { pattern: '^[a-z]+$' });

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

export const deviceRequest = object({
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
export const container = {
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
