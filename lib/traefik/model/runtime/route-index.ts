import type { HttpRequest, Rule, TcpConnection } from '../rules';
import { constraintsOf, hostKey, wildcardKey } from './constraints';

/** Positions of routes by the start of their paths. */
interface PathTable {
  readonly anywhere: number[];
  readonly byPrefix: Map<string, number[]>;
  /** The lengths of the prefixes, so that few are looked up. */
  readonly lengths: number[];
}

/**
 * Finds the routes that can match a request without trying all of them: by host and by the start of the path. What
 * it leaves out cannot match; what it gives must still be tried, in the same order as in the plain list. It is
 * made for the first request: many models are never asked for one.
 */
export class RouteIndex<R extends { readonly rule: Rule }> {
  private readonly anyHost = makeTable();
  private readonly byHost = new Map<string, PathTable>();
  private isFilled = false;

  /** @param routes in the order in which they are tried */
  constructor(readonly routes: readonly R[]) {}

  /** The routes that match, in the order of the list. */
  matches(request: HttpRequest | TcpConnection): readonly R[] {
    return this.candidates(request).filter(({ rule }) => rule.takes(request));
  }

  /** The first route that matches. */
  first(request: HttpRequest | TcpConnection): R | undefined {
    return this.candidates(request).find(({ rule }) => rule.takes(request));
  }

  private candidates(request: HttpRequest | TcpConnection): readonly R[] {
    if (!this.isFilled) this.fill();
    const host = request.kind === 'http' ? request.host : request.serverName;
    const path = request.kind === 'http' ? request.path : '';
    const positions: number[] = [];
    collect(this.anyHost, path, positions);
    collect(this.byHost.get(hostKey(host)), path, positions);
    collect(this.byHost.get(wildcardKey(host)), path, positions);
    if (positions.length > 1) positions.sort((a, b) => a - b);
    const found: R[] = [];
    let before = -1;
    for (const position of positions) {
      const route = this.routes[position];
      if (route && position !== before) found.push(route);
      before = position;
    }
    return found;
  }

  private fill(): void {
    this.routes.forEach(({ rule }, position) => this.add(position, rule));
    this.isFilled = true;
  }

  private add(position: number, rule: Rule): void {
    const { hosts, paths } = constraintsOf(rule);
    if (!hosts) put(this.anyHost, paths, position);
    else for (const host of hosts) put(this.tableOf(host), paths, position);
  }

  private tableOf(host: string): PathTable {
    const known = this.byHost.get(host);
    if (known) return known;
    const table = makeTable();
    this.byHost.set(host, table);
    return table;
  }
}

function makeTable(): PathTable {
  return { anywhere: [], byPrefix: new Map(), lengths: [] };
}

function put(table: PathTable, paths: readonly string[] | undefined, position: number): void {
  if (!paths) table.anywhere.push(position);
  for (const path of paths ?? []) {
    const there = table.byPrefix.get(path);
    if (there) there.push(position);
    else table.byPrefix.set(path, [position]);
    if (!table.lengths.includes(path.length)) table.lengths.push(path.length);
  }
}

function collect(table: PathTable | undefined, path: string, positions: number[]): void {
  if (!table) return;
  for (const position of table.anywhere) positions.push(position);
  for (const length of table.lengths) {
    const there = length > path.length ? undefined : table.byPrefix.get(path.slice(0, length));
    if (there) for (const position of there) positions.push(position);
  }
}
