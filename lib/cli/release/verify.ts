import { readText } from '../../core/file';
import { readRecorded, verificationText, verify } from '../../tools/recorded';
import { type TrafficModel, formatJson } from '../../traefik/model';
import { RuleError, parseRule } from '../../traefik/rule';
import { type Surroundings, UsageError } from '../command';
import { type InputValues, readInput } from '../inputs';

export interface VerifyValues extends Omit<InputValues, 'filename' | 'env' | 'compose'> {
  readonly from?: string;
  readonly to?: string;
  readonly requests?: string;
}

/** `release check --from --to --requests`: what recorded requests say of a move from one side to another. */
export function verifyMove(
  { from, to, requests, ...values }: VerifyValues,
  format: 'text' | 'json',
  surroundings: Surroundings,
): number {
  if (from === undefined || to === undefined || requests === undefined)
    throw new UsageError('name both sides with --from and --to, and recorded requests with --requests');
  if ([from, to, requests].filter((name) => name === '-').length > 1)
    throw new UsageError('standard input can be only one of --from, --to and --requests');
  const [before, after] = [from, to].map((source) => side(source, values, surroundings));
  if (!before || !after) return 2;
  const [text, file] =
    requests === '-' ? [surroundings.standardInput(), '<standard input>'] : [readText(requests), requests];
  const found = verify(readRecorded(text, file, hostsOf(before)), before, after);
  if (found.requests === 0) throw new UsageError(`there is no request in ${file}`);
  surroundings.out(format === 'json' ? `${formatJson(found)}\n` : verificationText(found));
  return found.differences.length === 0 ? 0 : 1;
}

function side(source: string, values: VerifyValues, surroundings: Surroundings): TrafficModel {
  const [, compose] = /^compose:(.*)$/s.exec(source) ?? [];
  const named = compose === undefined ? { filename: [source] } : { compose: [compose] };
  return readInput({ ...values, ...named }, surroundings).model;
}

/** Scheme and host that the routers of a side are for, by their name in Traefik. */
function hostsOf(model: TrafficModel): (router: string) => string | undefined {
  const hosts = new Map(
    model.listedRouters().flatMap(({ name, rule, isTls }) => {
      const [host] = hostsIn(rule);
      return host === undefined ? [] : [[name, `${isTls ? 'https' : 'http'}://${host}`]];
    }),
  );
  return (router) => hosts.get(router);
}

function hostsIn(rule: string): readonly string[] {
  try {
    return parseRule(rule).hosts;
  } catch (error) {
    if (error instanceof RuleError) return [];
    throw error;
  }
}
