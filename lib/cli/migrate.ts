import { inventoryOf, standIns } from '../check/cluster';
import { type Problem, ProblemError, formatReport, hasErrors } from '../core/finding';
import type { ApiObjectData } from '../core/manifest';
import { type Reading, behind, trafficOf } from '../project/source';
import { writeNew } from '../project/output';
import { diffText } from '../tools/diff';
import {
  type MigrationResult,
  type MigrationSource,
  againstNginx,
  againstText,
  isForNginx,
  isGatewayRoute,
  isIncomplete,
  migrate,
  migrateToGateway,
  migrationCodes,
  migrationReport,
  migrationText,
  translate,
} from '../tools/migrate';
import { formatJson } from '../traefik/model';
import { readVersion } from '../traefik/version';
import { meant, oneOf, parseArguments } from './arguments';
import { type Command, UsageError } from './command';
import { inputHelp, inputOptions, readReading } from './inputs';
import { asEnvironments } from './migrate-environments';

const targets = ['manifests', 'environments', 'gateway'] as const;

/** What makes each; environments are compared as their own synth writes them. */
const makers = { manifests: migrate, environments: translate, gateway: migrateToGateway } as const;

const formats = ['text', 'json'] as const;

export const command: Command = {
  usage:
    '-f PATH… --to manifests|environments|gateway --output DIR [--against ingress-nginx] [--accept CODE]… [--traefik FILE] [-o text|json]',
  help: [
    inputHelp,
    '  --to manifests       of Ingresses, and of routes of the Gateway API: IngressRoutes and what they need, one file for each',
    '  --to environments    a project with an environment prod, whose routes are these; of several namespaces one for each',
    '  --to gateway         of IngressRoutes and Ingresses: a GatewayClass, Gateways and HTTPRoutes, one file for each',
    '  --output DIR         where they go: a new or empty folder',
    '  --against ingress-nginx   requests that fare otherwise behind Traefik than behind ingress-nginx, what fails open',
    '                       first, with a curl line each (needs no --to)',
    '  --accept CODE        take a loss that else is an error, by its code; repeatable',
    '  -o FORMAT            what is told of every part of the objects, and of traffic: text or json (default: text)',
    '',
    'Without --traefik objects are read by the provider that they are written for (kubernetesIngressNGINX, kubernetesIngress or',
    'kubernetesGateway), at the entry points web and websecure; --to gateway takes the ports of the official chart, 8000 and 8443.',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: {
        ...inputOptions,
        to: { type: 'string' },
        output: { type: 'string' },
        accept: { type: 'string', multiple: true },
        against: { type: 'string' },
        format: { type: 'string', short: 'o', default: 'text' },
      },
    });
    const { to, output } = values;
    if (values.against !== undefined) oneOf('--against', values.against, ['ingress-nginx']);
    const isListing = values.against !== undefined && to === undefined;
    if (to === undefined && !isListing)
      throw new UsageError(`say with --to what they become: manifests, environments or gateway`);
    if (output === undefined && !isListing) throw new UsageError('say with --output where it goes');
    const target = oneOf('--to', to ?? 'manifests', targets);
    const format = oneOf('-o', values.format, formats);
    const accepted = acceptedCodes(values.accept ?? []);
    const reading = readReading(values, surroundings);
    if (values.against !== undefined && target === 'gateway') {
      throw new UsageError('--against lists what Ingresses lose as they are: give it without --to gateway');
    }
    const plain = reading.objects.map(({ object }) => object);
    const wanted: Wanted = target === 'gateway' ? ofRoutes : ofIngresses;
    if (!plain.some(wanted.has)) throw new UsageError(`there is ${wanted.none} among the objects`);
    const kinds = kindsOf(plain, wanted);
    const { traefik } = reading.facts;
    surroundings.progress?.(`comparing traffic to the ${kinds} with traffic to what they become`);
    const source: MigrationSource = {
      objects: reading.objects,
      traefik: traefik?.configuration,
      version: readVersion(traefik?.version),
      besides: standIns(inventoryOf(reading.objects, reading.facts)),
      sideOf: (objects, configuration) => {
        const side: Reading = behind({ ...reading, objects }, configuration);
        return { ...side, model: trafficOf(side) };
      },
    };
    const migration = (isListing ? translate : makers[target])(source);
    const ingresses = reading.objects.flatMap(({ object }) =>
      object.kind === 'Ingress' && isForNginx(object) ? [object] : [],
    );
    const against =
      values.against === undefined ? undefined : againstNginx(ingresses, migration.before.model);
    const failsOpen = against?.some(({ kind }) => kind === 'fails-open') ?? false;
    if (output === undefined || isListing) {
      const changes = against ?? [];
      surroundings.out(format === 'json' ? `${formatJson({ against: changes })}\n` : againstText(changes));
      return failsOpen ? 1 : 0;
    }
    // Without any route there is nothing to write, and a project without one would not be checked.
    const isEmpty = migration.objects.length === 0;
    const result: MigrationResult & { readonly problems?: readonly Problem[] } = isEmpty
      ? { ...migration, traffic: undefined }
      : 'traffic' in migration
        ? migration
        : asEnvironments(migration, output, surroundings);
    const report = { ...migrationReport(target, result, accepted), ...(against && { against }) };
    if (isEmpty) surroundings.err(`None of the ${kinds} becomes a route: nothing was written.\n`);
    else if (target !== 'environments') writeNew(output, migration.files);
    if (format === 'json') surroundings.out(`${formatJson(report)}\n`);
    else {
      const objects = { added: [], removed: [], changed: [] };
      surroundings.out(migrationText(report));
      surroundings.out(
        result.traffic
          ? `\nTraffic, beside that to the ${kinds}:\n${diffText({ ...result.traffic, objects })}`
          : '\nNothing was written, so no traffic was compared.\n',
      );
      if (against) surroundings.out(`\n${againstText(against)}`);
    }
    // What its own synth will say of the project: it is written to be mended.
    const { problems = [] } = result;
    if (hasErrors(problems)) throw new ProblemError(problems);
    if (problems.length > 0) surroundings.err(`${formatReport(problems, surroundings)}\n`);
    return isEmpty || isIncomplete(report) || failsOpen ? 1 : 0;
  },
};

/** The objects that a target is made of. */
interface Wanted {
  readonly has: (object: ApiObjectData) => boolean;
  /** Told where there are none. */
  readonly none: string;
}

const ofRoutes: Wanted = {
  has: ({ kind }) => kind === 'IngressRoute' || kind === 'Ingress',
  none: 'no IngressRoute and no Ingress',
};

const ofIngresses: Wanted = {
  has: (object) => object.kind === 'Ingress' || isGatewayRoute(object),
  none: 'no Ingress and no route of the Gateway API',
};

/** `Ingresses and HTTPRoutes` */
function kindsOf(objects: readonly ApiObjectData[], { has }: Wanted): string {
  const kinds = [...new Set(objects.filter(has).map(({ kind }) => kind))].toSorted();
  const plurals = kinds.map((kind) => (kind === 'Ingress' ? 'Ingresses' : `${kind}s`));
  return [plurals.slice(0, -1).join(', '), ...plurals.slice(-1)].filter(Boolean).join(' and ');
}

function acceptedCodes(given: readonly string[]): ReadonlySet<string> {
  for (const code of given) {
    if (Object.hasOwn(migrationCodes, code)) continue;
    throw new UsageError(
      `there is no code ${code}: ${meant(code, Object.keys(migrationCodes), 'they begin with MG')}`,
    );
  }
  return new Set(given);
}
