import type { Construct } from 'constructs';
import { endless } from '../../core/base';
import { ProblemError, problemAt } from '../../core/finding';

/**
 * Refuses props that nobody can walk to their end, before anything does.
 *
 * @throws ProblemError where a map or list of them holds itself, or is deeper or larger than any object may be
 */
export function checkFinite(scope: Construct, id: string, props: object): void {
  const found = endless(props);
  if (!found) return;
  const construct = [scope.node.path, id].filter((part) => part !== '').join('/');
  const problem = problemAt(
    { construct, field: found.path },
    { rule: 'endless-value', message: `${found.reason}.` },
  );
  throw new ProblemError([problem]);
}
