/** Answers by the text that they follow from; of more than so many the oldest are forgotten. */
export class Remembered<Value> {
  private readonly answers = new Map<string, { readonly value: Value }>();

  constructor(private readonly most: number) {}

  /** The answer that is remembered; undefined where there is none. */
  peek(text: string): Value | undefined {
    return this.answers.get(text)?.value;
  }

  /** The same, computed of the text where there is none; what is thrown is not remembered. */
  get(text: string, compute: (text: string) => Value): Value {
    const known = this.answers.get(text);
    if (known) return known.value;
    const value = compute(text);
    if (this.answers.size >= this.most) this.forgetOldest();
    this.answers.set(text, { value });
    return value;
  }

  private forgetOldest(): void {
    const [oldest] = this.answers.keys();
    if (oldest !== undefined) this.answers.delete(oldest);
  }
}
