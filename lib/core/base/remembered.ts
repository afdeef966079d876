/** Characters that a text usually has at most: the texts of all answers may have as many on the average. */
const usualLength = 200;

/** Of all characters that are remembered, the part that one text may have: what is longer is computed each time. */
const largestPart = 0.25;

/**
 * Answers by the text that they follow from: so many of them, of texts that are so long together. What was asked for last
 * stays. They are kept in two halves: when the younger one is full, the elder is forgotten as a whole, with no search for the
 * oldest.
 */
export class Remembered<Value> {
  private younger = new Map<string, Answer<Value>>();
  private elder = new Map<string, Answer<Value>>();
  private characters = 0;
  private readonly mostOfHalf: number;
  private readonly charactersOfHalf: number;
  private readonly longest: number;

  constructor(most: number, usual: number = usualLength) {
    this.mostOfHalf = Math.ceil(most / 2);
    this.charactersOfHalf = this.mostOfHalf * usual;
    this.longest = Math.max(usual, this.charactersOfHalf * largestPart);
  }

  /** The answer that is remembered; undefined where there is none. */
  peek(text: string): Value | undefined {
    return this.find(text)?.value;
  }

  /** The same, computed of the text where there is none; what is thrown is not remembered. */
  get(text: string, compute: (text: string) => Value): Value {
    const known = this.find(text);
    if (known) return known.value;
    const value = compute(text);
    this.keep(text, { value });
    return value;
  }

  private find(text: string): Answer<Value> | undefined {
    const young = this.younger.get(text);
    if (young) return young;
    const old = this.elder.get(text);
    if (old) this.keep(text, old);
    return old;
  }

  private keep(text: string, answer: Answer<Value>): void {
    if (text.length > this.longest) return;
    const characters = this.characters + text.length;
    if (this.younger.size >= this.mostOfHalf || characters > this.charactersOfHalf) {
      this.elder = this.younger;
      this.younger = new Map();
      this.characters = 0;
    }
    this.younger.set(text, answer);
    this.characters += text.length;
  }
}

interface Answer<Value> {
  readonly value: Value;
}
