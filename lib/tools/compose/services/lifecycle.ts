import { type Outcome, carried, changed, lost } from '../outcome';
import type { ServiceSource } from '../source';
import { type KeyMapping, without } from './key';

/** When programs start and end. */
export const lifecycleKeys = {
  depends_on: {
    becomes: '`dependsOn`; a service that runs to its end becomes a Job',
    codes: ['CM002', 'CM050', 'CM051'],
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

function calls({ spec, workloads }: ServiceSource): readonly string[] {
  return Object.keys(spec.depends_on ?? {}).flatMap((each) => {
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
    else if (other.kind === 'job') {
      yield changed('CM051', path, {
        to: ['jobs', other.name],
        message: `${workload.compose} waits for the end of ${name}, which becomes a Job; both start at the same time.`,
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
  if (workload.kind === 'job') {
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
