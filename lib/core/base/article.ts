/** `an` before what is spoken with a vowel at its start, single letters too: `an IngressRoute`, `an HTTPRoute`, `a UDPRoute`. */
const spokenVowel = /^(?:[AEIOaeio]|[Uu]n|[FHLMNRSX][A-Z])/;

/** A name with its article. */
export function withArticle(name: string): string {
  return `${spokenVowel.test(name) ? 'an' : 'a'} ${name}`;
}
