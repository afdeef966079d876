import type { Surroundings } from '../../lib/cli/command';
import { main } from '../../lib/cli/main';

/** What a command printed, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `cdk8s-traefik` in this process, with no environment variables and an empty standard input unless some are given. */
export async function commandLine(
  argv: readonly string[],
  {
    standardInput = '',
    ...given
  }: Partial<Omit<Surroundings, 'standardInput'>> & { standardInput?: string } = {},
): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await main(argv, {
    variables: {},
    standardInput: () => standardInput,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    ...given,
  });
  return { code, out, err };
}
