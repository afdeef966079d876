import { elementName } from '../../traefik/model';

/** Names of Traefik's elements, in all ways in which its errors spell them, found in a text whatever their number. */
export class ElementNames {
  private readonly names = new Set<string>();
  private readonly lengths = new Set<number>();

  add({ namespace = '', name }: { readonly namespace?: string; readonly name: string }): void {
    this.addName(elementName(namespace, name));
    this.addName(elementName(namespace, name, true));
    this.addName(`${namespace}-${name}@`);
  }

  /** Adds an element by its name with its provider. */
  addName(text: string): void {
    const known = text.slice(0, text.lastIndexOf('@'));
    this.names.add(known);
    this.lengths.add(known.length);
  }

  /** Whether a text names one of them: its name and `@`. */
  hasOneIn(text: string): boolean {
    for (let end = text.indexOf('@'); end !== -1; end = text.indexOf('@', end + 1)) {
      for (const length of this.lengths) {
        if (length <= end && this.names.has(text.slice(end - length, end))) return true;
      }
    }
    return false;
  }
}
