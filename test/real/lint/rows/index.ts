import type { ApiObjectData } from '../../../../lib/core/manifest';
import { entryPointFixtures, entryPointRows } from './entry-points';
import { matcherRows } from './matchers';
import { middlewareRows } from './middlewares';
import { reportFixtures, reportRows } from './reports';
import type { Own, Row } from './row';
import { shared } from './row';
import { serviceFixtures, serviceRows } from './services';

export { type Ask, type Own, type Row, type SetupName, setupNames, setups } from './row';

/** Every mistake that objects show, with what shows that it is one. */
export const rows: readonly Row[] = [
  ...matcherRows,
  ...serviceRows,
  ...middlewareRows,
  ...entryPointRows,
  ...reportRows,
];

/** What the rows have in common. The Secrets `pair` and `authority` are made by whoever uses them. */
export const fixtures: readonly ApiObjectData[] = [
  ...shared,
  ...serviceFixtures,
  ...entryPointFixtures,
  ...reportFixtures,
];

/** One side of a row, in a namespace. */
export function ownOf(row: Row, side: 'bad' | 'good', namespace = 'rows'): Own {
  const index = rows.filter(({ code }) => code === row.code).indexOf(row);
  const name = `${row.code.toLowerCase()}${index === 0 ? '' : `-${index}`}-${side}`;
  const host = `${name}.example`;
  return { name, host, match: `Host(\`${host}\`)`, namespace, elsewhere: `${namespace}-elsewhere` };
}
