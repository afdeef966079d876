import { type DiffSide, type TrafficDiff, diffForPeople, diffTraffic } from '../check/changes';
import { diffMarkdown, diffReport, diffText, driftText, hasDrift } from '../tools/diff';
import { type ReportFormat, reportFormats } from '../core/report';
import { type SourceSurroundings, together } from '../project/source';
import { type TraceWithSteps, formatJson } from '../traefik/model';
import { oneOf, parseArguments } from './arguments';
import { type Command, type Surroundings, UsageError } from './command';
import { diffWithLive } from './diff-live';
import { readInput, withEnvironments } from './inputs';
import { ownVersion } from './own-version';

type Format = 'text' | 'json' | ReportFormat;

const formats: readonly Format[] = ['text', 'json', 'markdown', 'sarif', 'junit', 'github', 'gitlab'];

export const command: Command = {
  usage:
    'FROM TO | --env NAME --live [--traefik FILE] [--from-traefik FILE] [--to-traefik FILE] [--exit-code] [-o text|json|markdown|sarif|junit|github|gitlab]',
  help: [
    '  FROM, TO             a path, env:NAME, compose:FILE (a Compose project; further files behind commas),',
    '                       git:REV:PATH (objects below PATH at a revision), live: (the cluster of kubectl), or - for',
    '                       standard input',
    '  --env NAME --live    in place of FROM and TO: what an apply of the environment would change in the cluster of kubectl,',
    '                       which the API server is asked without changing anything, and the commands that put it right',
    '  --environments DIR   what the files of DIR declare for env:NAME and --env, in place of the program that cdk8s.yaml names',
    '  --traefik FILE       the static configuration of Traefik on both sides (default: what the sources say, else what',
    '                       the official Helm chart 41 runs)',
    '  --from-traefik FILE  the same of FROM alone',
    '  --to-traefik FILE    the same of TO alone',
    '  --traefik-version V  the release of Traefik v3 on both sides',
    '  --profile, --env-file, -p, --project-name   of Compose projects, as docker compose has them',
    '  --assume-secrets     take Secrets and ConfigMaps that are referred to and not there to exist',
    '  --exposed-port E=P   port P at which clients reach entry point E; repeatable',
    '  --exit-code          exit 1 unless every request fares as before',
    '  -o, --output         text, json, markdown (for a pull request; nothing where nothing changed), sarif, junit,',
    '                       github or gitlab (default: text)',
  ].join('\n'),
  run(args, surroundings) {
    const { values: given, positionals } = parseArguments({
      args,
      allowPositionals: true,
      options: {
        traefik: { type: 'string' },
        'traefik-version': { type: 'string' },
        profile: { type: 'string', multiple: true },
        'env-file': { type: 'string', multiple: true },
        'project-name': { type: 'string', short: 'p' },
        'from-traefik': { type: 'string' },
        'to-traefik': { type: 'string' },
        'assume-secrets': { type: 'boolean' },
        'exposed-port': { type: 'string', multiple: true },
        env: { type: 'string' },
        environments: { type: 'string' },
        live: { type: 'boolean', default: false },
        'exit-code': { type: 'boolean', default: false },
        output: { type: 'string', short: 'o', default: 'text' },
      },
    });
    const { env, environments, live, ...values } = given;
    const format = oneOf('--output', values.output, formats);
    if (live || env !== undefined) {
      if (env === undefined || !live || positionals.length > 0)
        throw new UsageError('--env NAME and --live stand together, in place of FROM and TO');
      const assumeSecrets = values['assume-secrets'] ?? false;
      const { diff, drift } = diffWithLive(
        { env, assumeSecrets, ...(environments !== undefined && { environments }) },
        surroundings,
      );
      if (format === 'json') surroundings.out(`${formatJson({ ...diff, ...drift })}\n`);
      else surroundings.out(`${printed(diff, format)}${format === 'text' ? driftText(drift) : ''}`);
      return values['exit-code'] && (diff.verdict !== 'same' || hasDrift(drift)) ? 1 : 0;
    }
    const [from, to, ...rest] = positionals;
    if (from === undefined || to === undefined || rest.length > 0)
      throw new UsageError('name two sources to compare: FROM and TO');
    if (from === '-' && to === '-') throw new UsageError('standard input can be only one of FROM and TO');
    const shared: Surroundings & SourceSurroundings = together(
      [from, to],
      withEnvironments({ environments }, surroundings),
    );
    const side = (source: string, traefik: string | undefined): DiffSide =>
      readInput({ ...values, filename: [source], traefik: traefik ?? values.traefik }, shared);
    const [before, after] = [side(from, values['from-traefik']), side(to, values['to-traefik'])];
    if (before.objects.length + after.objects.length === 0)
      throw new UsageError(`there is nothing to compare: neither ${from} nor ${to} has API objects`);
    surroundings.progress?.(`comparing ${from} with ${to}`);
    const diff = format === 'json' ? diffTraffic(before, after) : diffForPeople(before, after);
    surroundings.out(printed(diff, format));
    return values['exit-code'] && diff.verdict !== 'same' ? 1 : 0;
  },
};

function printed(diff: TrafficDiff<TraceWithSteps>, format: Format): string {
  if (format === 'text') return diffText(diff);
  if (format === 'json') return `${formatJson(diff)}\n`;
  if (format === 'markdown') return diffMarkdown(diff);
  return reportFormats[format](diffReport(diff, ownVersion()));
}
