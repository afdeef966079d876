import { type Reading, behind, trafficOf } from '../project/source';
import { writeNew } from '../project/output';
import { diffText } from '../tools/diff';
import { isIncomplete, migrate, migrationCodes, migrationReport, migrationText } from '../tools/migrate';
import { formatJson } from '../traefik/model';
import { readVersion } from '../traefik/version';
import { meant, oneOf, parseArguments } from './arguments';
import { type Command, UsageError } from './command';
import { inputHelp, inputOptions, readReading } from './inputs';

const targets = ['manifests'] as const;

const formats = ['text', 'json'] as const;

export const command: Command = {
  usage: '-f PATH… --to manifests --output DIR [--accept CODE]… [--traefik FILE] [-o text|json]',
  help: [
    inputHelp,
    '  --to manifests       IngressRoutes and what they need, one file for each Ingress',
    '  --output DIR         where they go: a new or empty folder',
    '  --accept CODE        take a loss that else is an error, by its code; repeatable',
    '  -o FORMAT            what is told of every part of the Ingresses, and of traffic: text or json (default: text)',
    '',
    'Without --traefik the Ingresses are read by the provider that they are written for (kubernetesIngressNGINX or',
    'kubernetesIngress), at the entry points web and websecure.',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: {
        ...inputOptions,
        to: { type: 'string' },
        output: { type: 'string' },
        accept: { type: 'string', multiple: true },
        format: { type: 'string', short: 'o', default: 'text' },
      },
    });
    const { to, output } = values;
    if (to === undefined) throw new UsageError(`say with --to what they become: ${targets.join(' or ')}`);
    if (output === undefined) throw new UsageError('say with --output where it goes');
    const target = oneOf('--to', to, targets);
    const format = oneOf('-o', values.format, formats);
    const accepted = acceptedCodes(values.accept ?? []);
    const reading = readReading(values, surroundings);
    if (!reading.objects.some(({ object }) => object.kind === 'Ingress')) {
      throw new UsageError('there is no Ingress among the objects');
    }
    const { traefik } = reading.facts;
    surroundings.progress?.('comparing traffic to the Ingresses with traffic to what they become');
    const migration = migrate({
      objects: reading.objects,
      traefik: traefik?.configuration,
      version: readVersion(traefik?.version),
      sideOf: (objects, configuration) => {
        const side: Reading = behind({ ...reading, objects }, configuration);
        return { ...side, model: trafficOf(side) };
      },
    });
    const report = migrationReport(target, migration, accepted);
    writeNew(output, migration.files);
    if (format === 'json') surroundings.out(`${formatJson(report)}\n`);
    else {
      const objects = { added: [], removed: [], changed: [] };
      surroundings.out(migrationText(report));
      surroundings.out(
        `\nTraffic, beside that to the Ingresses:\n${diffText({ ...migration.traffic, objects })}`,
      );
    }
    return isIncomplete(report) ? 1 : 0;
  },
};

function acceptedCodes(given: readonly string[]): ReadonlySet<string> {
  for (const code of given) {
    if (Object.hasOwn(migrationCodes, code)) continue;
    throw new UsageError(
      `there is no code ${code}: ${meant(code, Object.keys(migrationCodes), 'they begin with MG')}`,
    );
  }
  return new Set(given);
}
