import type { ComposeProblems } from './problem';
import { PathTable, below } from './path-table';
import { type Lookup, SubstitutionError, substitute } from './substitute';
import { type ScalarTree, type Tree, type TreePath, rewrite } from './tree';

type Cast = (text: string) => number | boolean | undefined;

const integer: Cast = (text) => (/^[-+]?\d+$/.test(text) ? Number(text) : undefined);
const float: Cast = (text) =>
  text.trim() === text && text !== '' && !Number.isNaN(Number(text)) ? Number(text) : undefined;
const booleans = new Map([
  ...['true', 'y', 'yes', 'on'].map((word) => [word, true] as const),
  ...['false', 'n', 'no', 'off'].map((word) => [word, false] as const),
]);
/** As Compose reads a text where a boolean is wanted. */
export const boolean = (text: string): boolean | undefined => booleans.get(text.toLowerCase());

const containers = ['services.*', 'jobs.*', 'services.*.pre_start.*'];
const workloads = ['services.*', 'jobs.*'];

/** Where a text that variables fill in is read as a number or a boolean. */
const casts = new PathTable<Cast>([
  ...below(['networks.*'], {
    external: boolean,
    internal: boolean,
    attachable: boolean,
    enable_ipv4: boolean,
    enable_ipv6: boolean,
  }),
  ...below(['volumes.*', 'secrets.*', 'configs.*'], { external: boolean }),
  ...below(containers, {
    cpu_count: integer,
    cpu_percent: float,
    cpu_period: integer,
    cpu_quota: integer,
    cpu_rt_period: integer,
    cpu_rt_runtime: integer,
    cpus: float,
    cpu_shares: integer,
    init: boolean,
    oom_kill_disable: boolean,
    oom_score_adj: integer,
    pids_limit: integer,
    privileged: boolean,
    read_only: boolean,
    'ulimits.*': integer,
    'ulimits.*.hard': integer,
    'ulimits.*.soft': integer,
    'volumes.[].read_only': boolean,
    'volumes.[].volume.nocopy': boolean,
  }),
  ...below(workloads, {
    'depends_on.*.required': boolean,
    'depends_on.*.restart': boolean,
    'healthcheck.retries': integer,
    'healthcheck.disable': boolean,
    'ports.[].target': integer,
    stdin_open: boolean,
    tty: boolean,
  }),
  ...below(['services.*'], {
    'deploy.replicas': integer,
    'deploy.update_config.parallelism': integer,
    'deploy.update_config.max_failure_ratio': float,
    'deploy.rollback_config.parallelism': integer,
    'deploy.rollback_config.max_failure_ratio': float,
    'deploy.restart_policy.max_attempts': integer,
    'deploy.placement.max_replicas_per_node': integer,
    scale: integer,
  }),
]);

/** The values of a file with its variables filled in; keys are left as they are. */
export function interpolate(file: Tree, lookup: Lookup, problems: ComposeProblems): Tree {
  const unset = new Set<string>();
  return rewrite(file, (tree, path) => {
    if (tree.kind !== 'scalar' || typeof tree.value !== 'string') return undefined;
    try {
      const value = substitute(tree.value, lookup, (name) => {
        if (unset.has(name)) return;
        unset.add(name);
        problems.warn('compose-unset-variable', tree.location, `The variable ${name} is not set.`);
      });
      return cast(tree, value, path, problems);
    } catch (error) {
      if (!(error instanceof SubstitutionError)) throw error;
      const rule = error.variable === undefined ? 'invalid-compose-variable' : 'missing-compose-variable';
      problems.add(rule, tree.location, error.message);
      return tree;
    }
  });
}

function cast(tree: ScalarTree, value: string, path: TreePath, problems: ComposeProblems): Tree {
  // What variables did not touch keeps how it was written: an unquoted date is not a text yet.
  const filled: ScalarTree = value === tree.value ? tree : { kind: 'scalar', value, location: tree.location };
  const to = casts.at(path);
  if (!to) return filled;
  const casted = to(value);
  if (casted === undefined) {
    const wanted = to === boolean ? 'true or false' : to === integer ? 'a whole number' : 'a number';
    problems.add('invalid-compose-value', tree.location, `${JSON.stringify(value)} is not ${wanted}.`);
    return filled;
  }
  return { kind: 'scalar', value: casted, location: tree.location };
}
