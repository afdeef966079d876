import { type Outcome, carried, changed, lost } from '../outcome';
import { type ServiceSource, portOf } from '../source';
import type { KeyMapping } from './key';
import { type Words, fromSecret, secretOf, secretWords, variablesOf } from './secrets';
import { byShell, inLine } from './shell';
import { secondsOf } from './units';

export const healthKeys = {
  healthcheck: {
    becomes: '`probes.readiness`, `probes.startup`',
    codes: ['CM040', 'CM042', 'CM097'],
    map: healthcheck,
  },
} as const satisfies Readonly<Record<string, KeyMapping>>;

/** What Docker takes where nothing is said. */
const usual = {
  interval: '30s',
  timeout: '30s',
  retries: 3,
  start_period: '0s',
  start_interval: '5s',
} as const;

function* healthcheck(source: ServiceSource): Iterable<Outcome> {
  const { spec, at, to, workload } = source;
  const check = spec.healthcheck ?? {};
  const test = check.test ?? [];
  if (workload.kind === 'job') {
    yield lost('CM097', at('healthcheck'), {
      message: 'Nobody asks a program that runs to its end whether it is ready.',
    });
    return;
  }
  if (check.disable === true || test[0] === 'NONE') {
    yield carried(at('healthcheck'), to('probes', 'readiness'), false);
    return;
  }
  if (test.length === 0) {
    yield lost('CM040', at('healthcheck'), {
      message: 'These are times of a healthcheck of the image, which cannot be seen here.',
      fix: 'Write probes.readiness with what the image asks.',
    });
    return;
  }
  const periodSeconds = whole(check.interval ?? usual.interval);
  const timeoutSeconds = whole(check.timeout ?? usual.timeout);
  const failureThreshold = Math.max(1, check.retries ?? usual.retries);
  const words = secretWords(test, 'CHECK');
  const names = variablesOf(words);
  const asked = httpGetOf(test, source) ?? {
    exec: { command: names.length > 0 ? shellCommandOf(words) : commandOf(test) },
  };
  const hidden = names.length > 0 ? secretOf(source) : undefined;
  yield changed('httpGet' in asked ? 'CM042' : 'CM040', at('healthcheck'), {
    to: to('probes', 'readiness'),
    value: { ...asked, periodSeconds, timeoutSeconds, failureThreshold },
    also: [
      ...startup(check, asked, timeoutSeconds, failureThreshold).map((value) => ({
        to: to('probes', 'startup'),
        value,
      })),
      ...names.map((name) => ({ to: to('env', name), value: fromSecret(workload, name) })),
      ...(hidden ? [hidden.existing] : []),
    ],
    ...(hidden && {
      severity: 'warning',
      message: `The healthcheck of ${workload.compose} has something that looks secret: it comes from the Secret ${hidden.secret}, and its value is written nowhere.`,
      fix: hidden.fix,
    }),
  });
}

/** Probes have no `$(NAME)`: a shell puts variables in the place of what looks secret. */
function shellCommandOf([kind, ...words]: Words): readonly string[] {
  const isScript = kind?.[0] === 'CMD-SHELL';
  return byShell(isScript ? words.map(inScript).join(' ') : inLine(words));
}

/** A script in which variables stand as the quotes around them want it. */
function inScript(segments: Words[number]): string {
  let script = '';
  let quote = '';
  for (const each of segments) {
    if (typeof each !== 'string') {
      script += quote === "'" ? `'"$${each.name}"'` : quote === '"' ? `\${${each.name}}` : `"$${each.name}"`;
      continue;
    }
    for (const character of each)
      if (quote === '' ? character === '"' || character === "'" : character === quote)
        quote = quote === '' ? character : '';
    script += each;
  }
  return script;
}

function startup(
  {
    start_period: period = usual.start_period,
    start_interval: interval = usual.start_interval,
  }: NonNullable<ServiceSource['spec']['healthcheck']>,
  asked: object,
  timeoutSeconds: number,
  retries: number,
): readonly object[] {
  const seconds = secondsOf(period);
  if (seconds <= 0) return [];
  const periodSeconds = whole(interval);
  return [
    {
      ...asked,
      periodSeconds,
      timeoutSeconds,
      failureThreshold: Math.ceil(seconds / periodSeconds) + retries,
    },
  ];
}

/** Kubernetes counts in whole seconds, of one at least. */
function whole(duration: string): number {
  return Math.max(1, Math.round(secondsOf(duration)));
}

/** `CMD` is run as it is, `CMD-SHELL` by a shell. */
function commandOf([kind, ...words]: readonly string[]): readonly string[] {
  return kind === 'CMD-SHELL' ? byShell(words.join(' ')) : words;
}

/** Nothing but options that change no answer, an address of the container itself, and `|| exit 1`. */
const request =
  /^(?:curl|wget)(?:\s+(?:-(?:[fsSLqI]+|O\s*(?:-|\/dev\/null)|o\s*\/dev\/null)|--(?:fail|silent|show-error|quiet|spider|no-verbose|tries=\d+|output-document=(?:-|\/dev\/null))))*\s+["']?(https?):\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d+))?(\/[^\s"'$`]*)?["']?(?:\s*(?:>\s*\/dev\/null\s*(?:2>&1)?))?(?:\s*\|\|\s*exit\s+1)?$/;

function httpGetOf(
  [kind, ...words]: readonly string[],
  { workload }: ServiceSource,
): { httpGet: object } | undefined {
  const text = words.join(' ').trim();
  if (kind === 'CMD' && words.some((word) => /\s/.test(word))) return undefined;
  const match = request.exec(text);
  if (!match) return undefined;
  const [, scheme = 'http', written, path = '/'] = match;
  const port = portOf(workload, written === undefined ? (scheme === 'https' ? 443 : 80) : Number(written));
  // curl without -f takes any answer for a good one.
  if (port === undefined || (text.startsWith('curl') && !/\s(?:-\w*f|--fail)/.test(text))) return undefined;
  return { httpGet: { path, port, ...(scheme === 'https' && { scheme: 'HTTPS' }) } };
}

/** How it is known that a service takes connections where it says nothing of its health. */
export function* withoutHealthcheck({ spec, workload, at, to }: ServiceSource): Iterable<Outcome> {
  if (spec.healthcheck?.test !== undefined || spec.healthcheck?.disable === true || workload.kind === 'job')
    return;
  // Traefik's own check of servers says how to ask: see traffic/targets.ts.
  const isChecked = Object.keys({ ...spec.labels, ...spec.deploy?.labels }).some((label) =>
    /\.loadbalancer\.healthcheck\./i.test(label),
  );
  // A probe of a port that is only assumed would keep pods out of service.
  const asked = workload.ports.find(({ protocol, from }) => protocol === 'TCP' && from !== 'assumption');
  const port = isChecked ? undefined : asked?.name;
  yield changed('CM041', at(), {
    ...(port !== undefined && { to: to('probes', 'readiness'), value: { tcpSocket: { port } } }),
    message: `The service ${workload.compose} says nothing of its health.`,
  });
}
