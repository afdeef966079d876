import type { ComposeService } from '../../project/compose';

/** Texts of a service in which it may name another one: variables, arguments, healthcheck and labels. */
export function textsOf({
  environment,
  command,
  entrypoint,
  healthcheck,
  labels,
  deploy,
}: ComposeService): readonly string[] {
  const values = [environment, labels, deploy?.labels].flatMap((map) => Object.values(map ?? {}));
  const words = [command, entrypoint, healthcheck?.test].flatMap((list) => list ?? []);
  return [...values, ...words].filter((text) => text !== null);
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
    const name = from.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const host = new RegExp(String.raw`(?<=\/\/|@)${name}${after}|${before}${name}(?=:\d)`, 'g');
    return written.replaceAll(host, to);
  }, text);
}
