import type { HttpRequest, Rule, TcpConnection } from '../rules';
import { constraintsOf, hostKey, wildcardKey } from './constraints';

/** Positions of routes by the start of their paths. */
interface PathTable {
  readonly anywhere: number[];
  readonly byPrefix: Map<string, number[]>;
  /** The lengths of the prefixes, so that few are looked up. */
  readonly lengths: Set<number>;
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
    return this.candidates(request).filter((route) => route.rule.takes(request));
  }

  /** The first route that matches. */
  first(request: HttpRequest | TcpConnection): R | undefined {
    return this.candidates(request).find((route) => route.rule.takes(request));
  }

  private candidates(request: HttpRequest | TcpConnection): readonly R[] {
    if (!this.isFilled) this.fill();
    const host = request.kind === 'http' ? request.host : request.serverName;
    const path = request.kind === 'http' ? request.path : '';
    const positions: number[] = [];
    collect(this.anyHost, path, positions);
    for (const key of [hostKey(host), wildcardKey(host)]) {
      const table = this.byHost.get(key);
      if (table) collect(table, path, positions);
    }
    if (positions.length > 1) positions.sort((a, b) => a - b);
    const found: R[] = [];
    for (const [index, position] of positions.entries()) {
      const route = this.routes[position];
      if (route && position !== positions[index - 1]) found.push(route);
    }
    return found;
  }

  private fill(): void {
    for (const [position, { rule }] of this.routes.entries()) this.add(position, rule);
    this.isFilled = true;
  }

  private add(position: number, rule: Rule): void {
    const { hosts, paths } = constraintsOf(rule);
    for (const table of hosts ? [...hosts].map((host) => this.tableOf(host)) : [this.anyHost]) {
      if (!paths) table.anywhere.push(position);
      for (const path of paths ?? []) {
        table.lengths.add(path.length);
        const there = table.byPrefix.get(path) ?? [];
        table.byPrefix.set(path, there);
        there.push(position);
      }
    }
  }

  private tableOf(host: string): PathTable {
    const table = this.byHost.get(host) ?? makeTable();
    this.byHost.set(host, table);
    return table;
  }
}

function makeTable(): PathTable {
  return { anywhere: [], byPrefix: new Map(), lengths: new Set() };
}

function collect({ anywhere, byPrefix, lengths }: PathTable, path: string, positions: number[]): void {
  for (const position of anywhere) positions.push(position);
  for (const length of lengths) {
    if (length > path.length) continue;
    for (const position of byPrefix.get(path.slice(0, length)) ?? []) positions.push(position);
  }
}
