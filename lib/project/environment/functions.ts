import { sha256 } from '../../core/base';
import { wordsOfName } from '../../core/manifest';

/** Characters of a DNS label, the strictest of the names that variables become part of. */
const longest = 63;

/** What a function makes of the text of a variable. */
type TextFunction = (text: string) => string;

/** A text of at most 63 characters; one that is cut ends in a hash of the whole, so that two stay apart. */
const short: TextFunction = (text) => {
  if (text.length <= longest) return text;
  const hash = sha256(text, 8);
  return `${text.slice(0, longest - hash.length - 1).replace(/[^a-zA-Z0-9]+$/, '')}-${hash}`;
};

/** A DNS label: lower-case letters, digits and single hyphens; letters lose their accents, all else becomes a hyphen. */
const slug: TextFunction = (text) => short(wordsOfName(text));

/** The function whose result, and whatever is made of it, is told to nobody and may stand in Secrets alone. */
export const secretFunction = 'secret';

/** The functions of `${function(variable)}`, by name. */
export const textFunctions: ReadonlyMap<string, TextFunction> = new Map([
  ['lower', (text) => text.toLowerCase()],
  [secretFunction, (text) => text],
  ['short', short],
  ['slug', slug],
]);
