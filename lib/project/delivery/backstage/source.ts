import type { Repository } from '../places';

/** Hosts of repositories whose addresses of folders are known, and the annotation that names a project there. */
const forges: readonly {
  readonly host: string;
  readonly slug: string;
  readonly tree: (revision: string) => string;
}[] = [
  { host: 'github.com', slug: 'github.com/project-slug', tree: (revision) => `tree/${revision}/` },
  { host: 'gitlab.com', slug: 'gitlab.com/project-slug', tree: (revision) => `-/tree/${revision}/` },
];

/**
 * The annotations that say where the sources are.
 *
 * @see https://backstage.io/docs/features/software-catalog/well-known-annotations
 */
export function sourceAnnotations({ url, revision, folder }: Repository): Readonly<Record<string, string>> {
  const address = webAddress(url);
  if (!address) return {};
  const forge = forges.find(({ host }) => host === address.host);
  if (!forge) return { 'backstage.io/source-location': `url:https://${address.host}/${address.project}/` };
  const path = folder('.') === '.' ? '' : `${folder('.')}/`;
  return {
    'backstage.io/source-location': `url:https://${address.host}/${address.project}/${forge.tree(revision)}${path}`,
    [forge.slug]: address.project,
  };
}

/** Host and project of a repository, by `https://host/project.git` or `git@host:project.git`. */
function webAddress(url: string): { readonly host: string; readonly project: string } | undefined {
  const [, host, project] =
    /^(?:(?:https?|ssh|git):\/\/(?:[^@/]*@)?|[^@/:]+@)([a-z0-9.-]+)(?::\d+)?[/:](.+?)(?:\.git)?\/?$/i.exec(
      url,
    ) ?? [];
  return host !== undefined && project !== undefined ? { host: host.toLowerCase(), project } : undefined;
}
