import { carried } from '../outcome';
import { type KeyMapping, without } from './key';

/** What only Docker has, or Kubernetes decides otherwise. */
export const dockerKeys = {
  attach: without('attach', 'CM097'),
  develop: without('develop', 'CM097'),
  init: without('init', 'CM097'),
  isolation: without('isolation', 'CM097'),
  logging: without('logging', 'CM097'),
  pull_refresh_after: without('pull_refresh_after', 'CM097'),
  runtime: without('runtime', 'CM092'),
  storage_opt: without('storage_opt', 'CM092'),
  stdin_open: without('stdin_open', 'CM013'),
  tty: without('tty', 'CM013'),
  volumes_from: without('volumes_from', 'CM095'),
  label_file: { becomes: 'as `labels`', codes: [], map: ({ at }) => [carried(at('label_file'))] },
  blkio_config: without('blkio_config', 'CM092'),
  cpu_count: without('cpu_count', 'CM092'),
  cpu_percent: without('cpu_percent', 'CM092'),
  cpu_period: without('cpu_period', 'CM092'),
  cpu_quota: without('cpu_quota', 'CM092'),
  cpu_rt_period: without('cpu_rt_period', 'CM092'),
  cpu_rt_runtime: without('cpu_rt_runtime', 'CM092'),
  cpu_shares: without('cpu_shares', 'CM092'),
  cpuset: without('cpuset', 'CM092'),
  mem_swappiness: without('mem_swappiness', 'CM092'),
  memswap_limit: without('memswap_limit', 'CM092'),
  oom_kill_disable: without('oom_kill_disable', 'CM092'),
  oom_score_adj: without('oom_score_adj', 'CM092'),
} as const satisfies Readonly<Record<string, KeyMapping>>;
