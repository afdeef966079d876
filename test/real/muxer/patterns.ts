import type { Random } from './random';
import { words } from './words';

/** Pieces of regular expressions, valid and not. */
const PIECES = words(String.raw`
  a  b  k  s  K  é  ſ  K  😀  1  /  -  \u0020  .  ^  $  \.  \/  \_  \-  [a-c]  [^a]  [^/]  []a]  [^]a]
  [a-]  [-a]  [z-a]  [a  [  ]  [a-\d]  [\w-z]  [^\S]  [[:alpha:]]  [[:^word:]]  [[:foo:]]  [[:alpha]
  [\d\-a]  [\pL_]  [^\x00-\x7F]  [^\d\D]  \d  \D  \w  \W  \s  \S  \pL  \PL  \pl  \p{Greek}  \p{greek}
  \P{^Lu}  \p{Any}  \p{Letter}  \p{Old_Italic}  \p{uppercase-letter}  \p{ASCII}  \p{Foo}  \p{  \p  \pX
  \p{}  \A  \z  \Z  \b  \B  \G  \C  \R  \X  \K  \h  \e  \1  \8  \012  \0  \x41  \x{1F600}  \x{110000}
  \x{FFFD}  \x{D800}  \x4  \xg  \x{}  \n  \t  \a  \f  \v  \cA  \Qa.b\E  \Q  \E  \u005cu0041  \  |  |  |  *  +  ?
  *?  +?  ??  *+  ++  **  {2}  {1,3}  {0}  {,3}  {3,1}  {1000}  {1001}  {2,}  {a  }  {  {2}{2}  (  )
  ()  (|a)  (?:  (?i)  (?i:k)  (?s).  (?m)^  (?U)a+  (?x)  (?-i)  (?i-s:a)  (?)  (?-)  (?i  (?#c)
  (?P<n>a)  (?P<n>b)  (?<n>c)  (?P<1a>x)  (?P<é>x)  (?P<>x)  (?P<n  (?'n'a)  (?P=n)  (?P>n)  (?=a)
  (?!a)  (?<=a)  (?<!a)  (?>a)  (?|a)  (?R)  (?1)  (*FAIL)  \g1  \k<n>  (a|b)*  (ab)+  (a*)*
  (?:a|b|c){2,4}  (^a|b$)  ([a-z]+)\.  (?:)  (?i)[k-s]  (?i)ſ  x{2}{2}
`);

/** A regular expression of a few pieces, put together without care. */
export function oddPattern(random: Random): string {
  return random.list(1, 5, () => random.pick(PIECES)).join('');
}

/** A template of the v2 syntax with such expressions. */
export function oddTemplate(random: Random): string {
  const part = (): string => {
    if (random.once(2)) return random.pick(['/', 'a', '.', 'example.com', '-', '/api', '+', '(']);
    return random.once(2)
      ? `{${random.pick(['x', 'y', 'x'])}}`
      : `{${random.pick(['x', 'z', ''])}:${oddPattern(random)}}`;
  };
  return `${random.pick(['/', '/', ''])}${random.list(1, 3, part).join('')}`;
}
