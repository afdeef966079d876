import { type Outcome, carried, changed, lost } from '../outcome';
import { type ServiceSource, placeOf } from '../source';
import { type KeyMapping, without } from './key';

/** When programs start and end. */
export const lifecycleKeys = {
  depends_on: {
    becomes: '`dependsOn`; a service that runs to its end becomes an init container or a Job',
    codes: ['CM002', 'CM050', 'CM051', 'CM054'],
    map: dependsOn,
  },
  links: { becomes: '`dependsOn`', codes: ['CM050', 'CM096'], map: links },
  external_links: without('external_links', 'CM093'),
  restart: {
    becomes: 'a Deployment, or for what runs to its end a Job',
    codes: ['CM052', 'CM053'],
    map: restart,
  },
  provider: without('provider', 'CM098'),
  models: without('models', 'CM098'),
} as const satisfies Readonly<Record<string, KeyMapping>>;

/** What a service calls, and what runs in its pods before it does. */
function calls({ spec, workloads }: ServiceSource): readonly string[] {
  const all = Object.keys(spec.depends_on ?? {}).flatMap((each) => {
    const called = workloads.get(each);
    return called?.before === undefined ? [each] : Object.keys(called.spec.depends_on ?? {});
  });
  return [...new Set(all)].flatMap((each) => {
    const called = workloads.get(each);
    return (called?.ports ?? []).map(({ name }) => `${called?.name ?? each}:${name}`);
  });
}

function* dependsOn(source: ServiceSource): Iterable<Outcome> {
  const { spec, at, to, workloads, workload, traefik } = source;
  for (const [name, how] of Object.entries(spec.depends_on ?? {})) {
    const path = at('depends_on', name);
    const other = workloads.get(name);
    if (name === traefik)
      yield lost('CM050', path, { message: 'Traefik runs by itself; nothing has to wait for it.' });
    else if (!other) yield lost('CM002', path);
    else if (other.before === workload.name) {
      const called = calls(source);
      yield changed('CM054', path, {
        to: placeOf(other),
        ...(called.length > 0 && { also: [{ to: to('dependsOn'), value: called }] }),
        message: `${name} runs to its end in each pod of ${workload.compose} before that starts.`,
        ...(other.oneShot && { asks: { kind: 'one-shot', subject: name, usual: other.oneShot.usual } }),
      });
    } else if (other.kind === 'job') {
      yield changed('CM051', path, {
        to: ['jobs', other.name],
        message: `${workload.compose} waits for the end of ${name}, which becomes a Job; both start at the same time.`,
        ...(other.oneShot && {
          asks: { kind: 'one-shot', subject: name, usual: other.oneShot.usual },
          fix: `Let the program end while what the Job makes is missing, or say --one-shot ${name}=init: then ${name} runs in each pod of ${workload.compose}, which waits for it.`,
        }),
      });
    } else {
      const message =
        how?.condition === 'service_healthy'
          ? `${workload.compose} starts without waiting until ${name} is healthy.`
          : `${workload.compose} and ${name} start at the same time.`;
      if (other.ports.length === 0) yield changed('CM050', path, { message });
      else yield changed('CM050', path, { message, to: to('dependsOn'), value: calls(source) });
    }
  }
}

function* links({ spec, at, to }: ServiceSource): Iterable<Outcome> {
  for (const [index, link] of (spec.links ?? []).entries()) {
    const alias = link.split(':')[1];
    if (alias === undefined) yield carried(at('links', index), to('dependsOn'));
    else yield changed('CM096', at('links', index), { message: `Another service is called ${alias} here.` });
  }
}

/** What a policy of restarts means for a program of either kind. */
export function* restarted(
  source: ServiceSource,
  path: Outcome['path'],
  policy: string,
  most?: number,
): Iterable<Outcome> {
  const { workload, to } = source;
  const tries = most === undefined ? {} : { to: to('backoffLimit'), value: most };
  const isLasting = /^(?:always|unless-stopped|any)$/.test(policy);
  if (workload.before !== undefined)
    yield most === undefined
      ? carried(path)
      : changed('CM052', path, { message: `${workload.compose} is started again until it succeeds.` });
  else if (workload.kind === 'job') {
    yield changed('CM053', path, {
      ...tries,
      message: `${workload.compose} runs to its end, so it becomes a Job.`,
    });
  } else if (isLasting) yield carried(path);
  else yield changed('CM052', path, { message: `${workload.compose} is started again whenever it ends.` });
}

function restart(source: ServiceSource): Iterable<Outcome> {
  const [policy = '', most] = (source.spec.restart ?? '').split(':');
  return restarted(source, source.at('restart'), policy, most === undefined ? undefined : Number(most));
}
