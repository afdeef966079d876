import type { Problem } from './problem';

/** What stands in the place of a secret. */
export const maskText = '***';

/** A secret of which so many characters stand somewhere is known by them, cut or not. */
const headLength = 12;

/** Characters that a text must have to be told from other text, and so to be masked and found. */
export const shortestSecret = 4;

/** Texts that are told to nobody, in each form in which something printed or written could have them. */
export class SecretTexts {
  readonly texts: ReadonlySet<string>;
  /** The longest first, so that one that has another in it goes as a whole. */
  private readonly forms: readonly string[];

  constructor(texts: Iterable<string> = []) {
    this.texts = new Set(texts);
    const forms = new Set([...this.texts].flatMap(formsOf));
    this.forms = [...forms].toSorted((a, b) => b.length - a.length);
  }

  /** Whether a text has one of them in it, whole. */
  areIn(text: string): boolean {
    return this.forms.some((form) => text.includes(form));
  }

  /** A text without them, and without the beginning of one that was cut. */
  masked(text: string): string {
    return this.forms.reduce(withoutForm, text);
  }

  /** A problem whose sentences have none of them. */
  maskedProblem(problem: Problem): Problem {
    if (this.forms.length === 0) return problem;
    const { message, consequence, fix } = problem;
    return {
      ...problem,
      message: this.masked(message),
      ...(consequence !== undefined && { consequence: this.masked(consequence) }),
      ...(fix !== undefined && { fix: this.masked(fix) }),
    };
  }
}

/** A secret as it is, escaped as JSON and URLs have it, and as Secrets have it; of several lines, each by itself. */
function formsOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim().length >= headLength);
  return [...new Set([text, ...lines])]
    .flatMap((part) => [part, part.trim()])
    .flatMap((part) => [
      part,
      JSON.stringify(part).slice(1, -1),
      Buffer.from(part).toString('base64').replace(/=+$/, ''),
      encoded(part),
    ])
    .filter((form) => form.length >= shortestSecret);
}

/** Half a surrogate pair, which no URL can have, becomes a replacement character on the way through bytes. */
function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

function withoutForm(text: string, form: string): string {
  const head = form.slice(0, headLength);
  let masked = '';
  let at = 0;
  for (let found = text.indexOf(head); found >= 0; found = text.indexOf(head, at)) {
    let length = head.length;
    while (length < form.length && text[found + length] === form[length]) length++;
    masked += text.slice(at, found) + maskText;
    at = found + length;
  }
  return masked + text.slice(at);
}
