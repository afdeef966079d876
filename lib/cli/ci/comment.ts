import { readText } from '../../core/file';
import { SecretTexts } from '../../core/finding';
import { type ForgeKind, type ForgeRequest, commentsOf, forgeKinds, keepComment } from '../../tools/comment';
import { oneOf, parseArguments } from '../arguments';
import { type Command, type Surroundings, UsageError } from '../command';

/** Keeps the comment of a pull or merge request at what a file says. */
export const writeComment: Command['run'] = async (args, surroundings) => {
  const { values, positionals } = parseArguments({
    args,
    allowPositionals: true,
    options: {
      for: { type: 'string' },
      api: { type: 'string' },
      repository: { type: 'string' },
      request: { type: 'string' },
      key: { type: 'string', default: 'traffic' },
    },
  });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new UsageError('name one file that has the comment');
  if (values.for === undefined)
    throw new UsageError(`name what hosts the repository: --for ${forgeKinds.join('|')}`);
  const kind = oneOf('--for', values.for, forgeKinds);
  const request = requestOf(kind, values, surroundings);
  surroundings.conceal?.(new SecretTexts([request.token]));
  const text = file === '-' ? surroundings.standardInput() : readText(file);
  const kept = await keepComment(commentsOf(request), values.key, text);
  surroundings.err(`${told[kept]}\n`);
  return 0;
};

const told = {
  created: 'The comment was written.',
  updated: 'The comment was brought up to date.',
  removed: 'Nothing changes: the comment was removed.',
  unchanged: 'The comment says so already.',
  absent: 'Nothing changes: there is no comment.',
} as const;

interface Values {
  readonly api?: string;
  readonly repository?: string;
  readonly request?: string;
}

/** What jobs are told by variables. Sources: GitHub, "Default environment variables"; GitLab, "Predefined variables" */
const variableNames: Readonly<
  Record<ForgeKind, Readonly<Record<'api' | 'repository' | 'request' | 'token', string>>>
> = {
  github: {
    api: 'GITHUB_API_URL',
    repository: 'GITHUB_REPOSITORY',
    request: 'GITHUB_REF',
    token: 'GITHUB_TOKEN',
  },
  gitlab: {
    api: 'CI_API_V4_URL',
    repository: 'CI_PROJECT_ID',
    request: 'CI_MERGE_REQUEST_IID',
    token: 'GITLAB_TOKEN',
  },
};

function requestOf(kind: ForgeKind, values: Values, { variables }: Surroundings): ForgeRequest {
  const names = variableNames[kind];
  const valueOf = (option: 'api' | 'repository' | 'request'): string => {
    const value = values[option] ?? variables[names[option]];
    if (value) return value;
    throw new UsageError(`say --${option}, or set ${names[option]}`);
  };
  const token = variables[names.token] || variables['COMMENT_TOKEN'];
  if (!token) throw new UsageError(`set ${names.token} or COMMENT_TOKEN to a token that may write comments`);
  const [, number] = /^(?:refs\/pull\/)?(\d{1,15})(?:\/(?:merge|head))?$/.exec(valueOf('request')) ?? [];
  if (number === undefined)
    throw new UsageError(`"${valueOf('request')}" is no number of a pull or merge request: say --request`);
  const api = valueOf('api');
  if (!/^https?:\/\/./.test(api)) throw new UsageError(`--api takes the address of an API, not "${api}"`);
  return { kind, api, repository: valueOf('repository'), number: Number(number), token };
}
