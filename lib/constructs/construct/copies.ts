import { sep } from 'node:path';
import { LazyResolver } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type Finding, ProblemError, problemAt } from '../../core/finding';

const ownRoots = new WeakSet<IConstruct>();

/**
 * Refuses a construct whose app is of another copy of cdk8s: that one would not render what is made late here.
 *
 * @throws ProblemError that names the copies
 */
export function refuseOtherCopy(construct: IConstruct): void {
  const { root } = construct.node;
  if (ownRoots.has(root)) return;
  const resolvers: unknown = Reflect.get(root, 'resolvers');
  // Each App has resolvers of its own copy.
  if (Array.isArray(resolvers) && !resolvers.some((resolver) => resolver instanceof LazyResolver))
    throw new ProblemError([problemAt({ construct: construct.node.path }, twoCopies())]);
  ownRoots.add(root);
}

/** What is told of an object that is made with another copy of cdk8s than what is to render it. */
export function twoCopies(): Finding {
  const folders = loadedCopies();
  const which = folders.length > 1 ? `: ${folders.join(' and ')}` : '';
  return {
    rule: 'unrenderable-object',
    severity: 'error',
    message: `Several copies of cdk8s are loaded${which}.`,
    consequence: 'None of them renders what another one makes late.',
    fix: 'Have one: `npm ls cdk8s` tells who brings which, and `npm dedupe`, or `overrides` of package.json, leaves one.',
  };
}

const file = ['', 'node_modules', 'cdk8s', 'lib', 'index.js'].join(sep);

/** Whether cdk8s says of a value that it is nothing that it renders, as of one that another copy of it makes late. */
export function isOfOtherCopy(message: string): boolean {
  return message.includes("can't render non-simple object of type 'Lazy'") && loadedCopies().length > 1;
}

/** The folders of the copies of cdk8s that this process has loaded. */
function loadedCopies(): readonly string[] {
  return Object.keys(require.cache)
    .filter((path) => path.endsWith(file))
    .map((path) => path.slice(0, -`${sep}lib${sep}index.js`.length));
}
