import { quoteMeta } from '../../core/base';
import type { ComposeService } from '../../project/compose';
import type { ComposeModel } from '../../project/compose';
import type { ProjectFiles } from './project-files';

/** Texts in which a service may name another one: variables, arguments, healthcheck, labels, and the files that it reads. */
export function textsOf(
  { environment, command, entrypoint, healthcheck, labels, deploy, volumes, configs }: ComposeService,
  project: Pick<ComposeModel, 'configs'>,
  files: ProjectFiles,
): readonly string[] {
  const values = [environment, labels, deploy?.labels].flatMap((map) => Object.values(map ?? {}));
  const words = [command, entrypoint, healthcheck?.test].flatMap((list) => list ?? []);
  const mounted = (volumes ?? []).flatMap(({ type, source }) =>
    type === 'bind' && source !== undefined ? [source] : [],
  );
  const used = (configs ?? []).flatMap(({ source = '' }) => project.configs[source] ?? []);
  const read = [...mounted, ...used.flatMap(({ file }) => file ?? [])].map((path) => files.textOf(path));
  const contents = used.map(({ content }) => content);
  return [...values, ...words, ...read, ...contents].filter((text) => typeof text === 'string');
}

/** A name of Compose, and what the same container is called on Kubernetes. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

/** What may stand before and after the name of a host in a text. */
const before = String.raw`(?<=^|[\s/@,;="'\[(])`;
const after = String.raw`(?=$|[\s:/,;?"'\])])`;

/**
 * A text with names of hosts replaced where they are such without a doubt: before a port, behind `//` or `@`, or between
 * these and a path. A word by itself may be anything, such as the name of a database.
 */
export function renamed(text: string, renames: readonly Rename[]): string {
  return renames.reduce((written, { from, to }) => {
    const name = quoteMeta(from);
    const host = new RegExp(String.raw`(?<=\/\/|@)${name}${after}|${before}${name}(?=:\d)`, 'g');
    return written.replaceAll(host, to);
  }, text);
}
