import { run } from './run';

/** The git repository of the current folder, as far as git knows it. */
export interface RepositoryHere {
  /** Address of its remote `origin`, without credentials. */
  readonly url?: string;
  /** The current folder below its top; empty for the top, and where there is no repository. */
  readonly path: string;
}

/** Asks git for the repository of the current folder. */
export function repositoryHere(variables: Readonly<Record<string, string | undefined>>): RepositoryHere {
  const git = (...args: readonly string[]): string => {
    const ended = run('git', args, variables);
    return 'text' in ended ? ended.text.trim() : '';
  };
  const url = git('remote', 'get-url', 'origin').replace(/^(https?:\/\/)[^/@]*@/, '$1');
  return { ...(url !== '' && { url }), path: git('rev-parse', '--show-prefix').replace(/\/$/, '') };
}
