import { type Network, findAddress } from './addresses';
import type { Address } from '../rule';
import type { AddressAtom, Atom, TextAtom } from './atom';
import type { Draft } from './request';
import { takes } from './search';
import type { TextLiteral } from './texts';

/** That an atom holds of a request, or that it does not. */
export interface Literal {
  readonly atom: Atom;
  readonly holds: boolean;
}

/** Finds a text that fulfils literals of one text; undefined where there is none, or where that cannot be said. */
export type FindText = (literals: readonly TextLiteral[]) => string | undefined;

/** The last one first, so that what was decided before is shared by all that may follow. */
interface Chain<Item> {
  readonly last: Item;
  readonly before: Chain<Item> | undefined;
}

/** What is asked of one part of a request, and what shows that it can be fulfilled. */
type Part = OneText | List | Client;

interface OneText {
  readonly kind: 'text';
  readonly literals: Chain<TextLiteral>;
  readonly shown: string;
  /** Whether what is shown was found for all literals: else it was for the first of them, and happens to fulfil all. */
  readonly isFound: boolean;
}

interface List {
  readonly kind: 'list';
  readonly literals: Chain<TextLiteral>;
  /** One value for each set that must be met. */
  readonly shown: readonly string[];
}

interface Client {
  readonly kind: 'client';
  readonly inside: readonly Network[];
  readonly outside: readonly Network[];
  readonly shown: Address;
}

/** The key of the client's address among parts of requests; no text has it. */
const client = '';

/** Literals that some request fulfils all of, as far as each part of it goes. */
export class Decided {
  private constructor(private readonly parts: ReadonlyMap<string, Part>) {}

  static readonly nothing = new Decided(new Map());

  /** With one literal more; undefined where no request fulfils them all, or where that cannot be said. */
  with({ atom, holds }: Literal, find: FindText): Decided | undefined {
    if (atom.kind === 'address') return this.changed(client, this.clients(atom, holds));
    const key = atom.list ? `${atom.list.of} ${atom.list.name}` : atom.dimension;
    const literal = { atom, holds };
    return this.changed(key, atom.list ? this.list(key, literal, find) : this.text(key, literal, find));
  }

  private changed(key: string, part: Part | undefined): Decided | undefined {
    return part && new Decided(new Map(this.parts).set(key, part));
  }

  private text(key: string, literal: TextLiteral, find: FindText): Part | undefined {
    const known = this.parts.get(key);
    const before = known?.kind === 'text' ? known : undefined;
    const literals = { last: literal, before: before?.literals };
    // Thousands of names that something is not: a text that shows it of some mostly shows it of the next one.
    if (before && takes(literal.atom.automaton, before.shown) === literal.holds) {
      return { ...before, literals, isFound: false };
    }
    const shown = find(inOrder(literals));
    return shown === undefined ? undefined : { kind: 'text', literals, shown, isFound: true };
  }

  private list(key: string, literal: TextLiteral, find: FindText): Part | undefined {
    const known = this.parts.get(key);
    const literals = { last: literal, before: known?.kind === 'list' ? known.literals : undefined };
    const all = inOrder(literals);
    // One value for each set that must be met; none of them may be in a set that must not.
    const apart = all.filter(({ holds }) => !holds);
    const shown: string[] = [];
    for (const wanted of all) {
      const value = wanted.holds ? find([wanted, ...apart]) : undefined;
      if (value !== undefined) shown.push(value);
      else if (wanted.holds) return undefined;
    }
    return { kind: 'list', literals, shown };
  }

  private clients({ network }: AddressAtom, holds: boolean): Part | undefined {
    const known = this.parts.get(client);
    const before = known?.kind === 'client' ? known : { inside: [], outside: [] };
    const inside = holds ? [...before.inside, network] : before.inside;
    const outside = holds ? before.outside : [...before.outside, network];
    const shown = findAddress(inside, outside);
    return shown && { kind: 'client', inside, outside, shown };
  }

  /** What a request must say to fulfil all literals; undefined where that cannot be said. */
  draft(find: FindText): Draft | undefined {
    const text: Partial<Record<TextAtom['dimension'], string>> = {};
    const lists: Record<'header' | 'query' | 'alpn', [string, string][]> = {
      header: [],
      query: [],
      alpn: [],
    };
    let address: Address | undefined;
    for (const part of this.quickestFirst()) {
      if (part.kind === 'client') {
        address = part.shown;
        continue;
      }
      const { dimension, list } = part.literals.last.atom;
      if (part.kind === 'list' && list) {
        lists[list.of].push(...part.shown.map((value): [string, string] => [list.name, value]));
      } else if (part.kind === 'text') {
        const found = part.isFound ? part.shown : find(inOrder(part.literals));
        if (found === undefined) return undefined;
        text[dimension] = found;
      }
    }
    const { host, path, method, serverName } = text;
    return {
      ...(host !== undefined && { host }),
      ...(path !== undefined && { path }),
      ...(method !== undefined && { method }),
      ...(serverName !== undefined && { serverName }),
      headers: lists.header,
      query: lists.query,
      alpn: lists.alpn.map(([, value]) => value),
      ...(address && { address }),
    };
  }

  private quickestFirst(): readonly Part[] {
    const parts = [...this.parts.values()];
    return parts.length < 2 ? parts : parts.toSorted((a, b) => effort(a) - effort(b));
  }
}

/** How long it may take to find what fulfils a part. */
function effort(part: Part): number {
  if (part.kind === 'client') return 3;
  for (let at: Chain<TextLiteral> | undefined = part.literals; at; at = at.before) {
    if (at.last.holds && at.last.atom.words !== undefined) return 0;
  }
  return part.literals.last.atom.dimension === 'path' ? 2 : 1;
}

function inOrder<Item>(chain: Chain<Item>): readonly Item[] {
  const items: Item[] = [];
  for (let at: Chain<Item> | undefined = chain; at; at = at.before) items.push(at.last);
  return items.toReversed();
}
