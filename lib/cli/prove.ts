import {
  type OtherTraffic,
  type PlacedClaim,
  claimProblems,
  proofText,
  proveClaims,
  readClaims,
} from '../check/claims';
import { readText } from '../core/file';
import { printable } from '../core/finding';
import { type ReportFormat, reportFormats, reported, rulesOf } from '../core/report';
import { claimsAbout } from '../project/source';
import { formatJson } from '../traefik/model';
import { oneOf, parseArguments } from './arguments';
import { type Command, type Surroundings, UsageError } from './command';
import { type Input, type InputValues, inputHelp, inputOptions, otherInput, readInput } from './inputs';
import { ownVersion } from './own-version';

type Format = 'text' | 'json' | ReportFormat;

const formats: readonly Format[] = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'];

export const command: Command = {
  usage: '-f PATH… | --env NAME | --compose FILE… [--claims FILE]… [--traefik FILE] [-o FORMAT]',
  help: [
    '  --claims FILE        claims about all requests (docs/prove.md); repeatable (default: those beside the',
    '                       environment files, of --env NAME or of a folder that synth wrote). With --env NAME the',
    '                       variables of its files stand for their values',
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
    const input = readInput(values, surroundings);
    const claims =
      files.length === 0
        ? (input.facts.claims ?? [])
        : files.flatMap((file) => claimsOfFile(file, input, surroundings));
    if (claims.length === 0)
      throw new UsageError(
        files.length > 0
          ? `there is nothing to prove: no claim stands in ${files.join(', ')}`
          : 'there is nothing to prove: name claims with --claims FILE, or an environment that has some (claims.yaml beside its files)',
      );
    const proven = proveClaims(input.model, claims, {
      otherTraffic: otherTraffic(values, input, surroundings),
      progress: surroundings.progress,
    });
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

/** The claims of a file; where they are asked of one environment, with its variables. */
function claimsOfFile(
  path: string,
  { environment }: Input,
  surroundings: Surroundings,
): readonly PlacedClaim[] {
  const [file, text] =
    path === '-' ? ['<standard input>', surroundings.standardInput()] : [path, readText(path)];
  return environment ? claimsAbout(environment, { file, text }, surroundings) : readClaims(text, file);
}

/** Reads the objects that a claim of two sets names besides, behind the same Traefik unless they say another. */
function otherTraffic(values: InputValues, input: Input, surroundings: Surroundings): OtherTraffic {
  return (source) => {
    try {
      return otherInput(source, values, input, surroundings);
    } catch (error) {
      if (error instanceof UsageError)
        return { message: `The other objects cannot be read: ${error.message}.` };
      throw error;
    }
  };
}
