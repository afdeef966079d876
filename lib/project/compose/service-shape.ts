import { type Shape, choice, count, flag, matching, oneOf, text } from './shape';
import { command, names, oneOrMore, texts, variables } from './text-shape';
import { listOf, object, or } from './object-shape';
import { container, shortText } from './container-shape';
import { deploy } from './deploy-shape';
import { workload } from './workload-shape';

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
