interface Node<T> {
  readonly next: Map<string, Node<T>>;
  /** Things one of whose texts ends here. */
  readonly here: T[];
  /** Things one of whose texts goes through here, or ends here. */
  readonly below: T[];
}

/** Texts are told apart by so many characters; what is left out for it is nothing. */
const depth = 40;

/**
 * Things by the beginnings that they ask for, so that those are found quickly whose beginnings go together: one is
 * the beginning of the other.
 */
export class Beginnings<T> {
  private readonly root = makeNode<T>();
  private readonly unasking: T[] = [];

  /** @param texts one of which a thing asks for; undefined where it asks for none */
  add(texts: readonly string[] | undefined, thing: T): void {
    if (!texts) this.unasking.push(thing);
    for (const text of texts ?? []) {
      let node = this.root;
      node.below.push(thing);
      for (const character of text.slice(0, depth)) {
        const next = node.next.get(character) ?? makeNode<T>();
        node.next.set(character, next);
        node = next;
        node.below.push(thing);
      }
      node.here.push(thing);
    }
  }

  /** Lists of all things whose beginnings go together with one of these; undefined where that is no choice. */
  near(texts: readonly string[] | undefined): readonly (readonly T[])[] | undefined {
    return texts && [this.unasking, ...texts.flatMap((text) => this.along(text))];
  }

  private along(text: string): readonly (readonly T[])[] {
    const passed: (readonly T[])[] = [];
    let node = this.root;
    for (const character of text.slice(0, depth)) {
      passed.push(node.here);
      const next = node.next.get(character);
      if (!next) return passed;
      node = next;
    }
    return [...passed, node.below];
  }
}

function makeNode<T>(): Node<T> {
  return { next: new Map(), here: [], below: [] };
}
