import { formatLocation, printable } from '../../core/finding';
import { type ChangedField, type Drift, type Drifted, type Section, isSame } from './compare';

const words: Readonly<Record<Section, string>> = {
  routers: 'router',
  middlewares: 'middleware',
  services: 'service',
  tcpRouters: 'TCP router',
  tcpMiddlewares: 'TCP middleware',
  tcpServices: 'TCP service',
  udpRouters: 'UDP router',
  udpServices: 'UDP service',
};

/** What has drifted, for people. */
export function driftText(drift: Drift): string {
  if (isSame(drift)) return 'Traefik runs what the objects say.\n';
  const { missing, extra, different, disabled } = drift;
  const lines = [
    ...missing.map((thing) => line('missing', thing)),
    ...extra.map((thing) => line('extra', thing)),
    ...different.flatMap((thing) => [line('different', thing), ...thing.fields.map(fieldText)]),
    ...disabled.flatMap((thing) => [
      line('disabled', thing),
      ...thing.errors.map((error) => `             ${error}`),
    ]),
  ];
  return lines.map((text) => `${printable(text)}\n`).join('');
}

function line(what: string, { section, name, object, location }: Drifted): string {
  const made = object ? `  ${object.kind} ${object.namespace}/${object.name}` : '';
  return `${what.padEnd(10)} ${words[section]} ${name}${made}${location ? `  ${formatLocation(location)}` : ''}`;
}

function fieldText({ field, ...values }: ChangedField): string {
  const told = 'expected' in values ? ` should be ${shown(values.expected)}, is ${shown(values.live)}` : '';
  return `             ${field}${told}`;
}

function shown(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
