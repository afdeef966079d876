import { type PlacedClaim, claimProblems, proofText, proveClaims, readClaims } from '../check/claims';
import { readText } from '../core/file';
import { printable } from '../core/finding';
import { type ReportFormat, reportFormats, reported, rulesOf } from '../core/report';
import { formatJson } from '../traefik/model';
import { oneOf, parseArguments } from './arguments';
import { type Command, UsageError } from './command';
import { inputHelp, inputOptions, readInput } from './inputs';
import { ownVersion } from './own-version';

type Format = 'text' | 'json' | ReportFormat;

const formats: readonly Format[] = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'];

export const command: Command = {
  usage: '-f PATH… | --env NAME [--claims FILE]… [--traefik FILE] [-o FORMAT]',
  help: [
    '  --claims FILE        claims about all requests (docs/prove.md); repeatable (default: those beside the',
    '                       environment files, of --env NAME or of a folder that synth wrote)',
    inputHelp,
    '  -o, --output         text, json, sarif, junit, github, gitlab or markdown (default: text)',
  ].join('\n'),
  run(args, surroundings) {
    const { out, err } = surroundings;
    const { values } = parseArguments({
      args,
      options: {
        ...inputOptions,
        claims: { type: 'string', multiple: true },
        output: { type: 'string', short: 'o', default: 'text' },
      },
    });
    const format = oneOf('--output', values.output, formats);
    const files = values.claims ?? [];
    if (files.includes('-') && values.filename?.includes('-'))
      throw new UsageError('standard input can be only one of -f and --claims');
    const written = files.flatMap((file): readonly PlacedClaim[] =>
      file === '-'
        ? readClaims(surroundings.standardInput(), '<standard input>')
        : readClaims(readText(file), file),
    );
    const { model, facts } = readInput(values, surroundings);
    const claims = files.length === 0 ? (facts.claims ?? []) : written;
    if (claims.length === 0)
      throw new UsageError(
        files.length > 0
          ? `there is nothing to prove: no claim stands in ${files.join(', ')}`
          : 'there is nothing to prove: name claims with --claims FILE, or an environment that has some (claims.yaml beside its files)',
      );
    const proven = proveClaims(model, claims, surroundings.progress);
    const proofs = proven.map(({ proof }) => proof);
    const problems = claimProblems(proven);
    if (format === 'text') out(proofs.map((proof) => `${proofText(proof)}\n`).join(''));
    else if (format === 'json') out(`${formatJson({ claims: proofs })}\n`);
    else {
      out(
        reportFormats[format]({
          command: 'prove',
          version: ownVersion(),
          findings: problems.map(reported),
          rules: rulesOf(problems),
        }),
      );
    }
    const held = proofs.filter(({ result }) => result === 'proven').length;
    const vacuous = proven.filter(({ isVacuous }) => isVacuous).map(({ proof: { name } }) => printable(name));
    if (vacuous.length > 0) err(`warning: holds of nothing: ${vacuous.join('; ')}\n`);
    err(`${held} of ${proofs.length} claims are proven.\n`);
    return held === proofs.length ? 0 : 1;
  },
};
