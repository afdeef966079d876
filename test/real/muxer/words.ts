/** The words of a block, two blanks apart; \uXXXX is one UTF-16 unit, and \u alone the empty word. */
export function words(block: string): string[] {
  return block
    .trim()
    .split(/\s{2,}/)
    .map((word) => word.replace(/\\u([0-9a-f]{4})?/g, (_, hex?: string) => decode(hex)));
}

function decode(hex = ''): string {
  return hex === '' ? '' : String.fromCharCode(Number.parseInt(hex, 16));
}

// Rules and requests draw from the same words, so that they meet often. A lone surrogate U+DC80 to U+DCFF is a
// byte that is no UTF-8.

export const ADDRESSES = words(String.raw`
  192.0.2.1  10.0.0.7  127.0.0.1  ::1  2001:db8::7  fe80::1  fe80::1%eth0  ::ffff:10.0.0.7  1.2.3.4
  10.1.255.255  255.255.255.255  0.0.0.0  ::  2001:db8:ffff::
`);

export const BAD_HEADER_NAMES = words(String.raw`
  X Test  X:  é  \u  X\u0000  X(1)
`);

export const BAD_HEADER_VALUES = words(String.raw`
  a\u0000b  a\u0007  \u007f  a\u001fb
`);

export const BAD_METHODS = words(String.raw`
  G T  GET/  (  é  \u
`);

export const BAD_PATHS = words(String.raw`
  /%  /%z  /%zz  /a b  /a\u0009b  /a\u007fb  /%4  /x%g1y
`);

export const HEADER_NAMES = words(String.raw`
  X-Test  x-test  X-TEST  Accept  Content-Type  Cookie  Host  X_Under  Content-Length  A
  Transfer-Encoding  Pragma  Cache-Control  Expect  Trailer  x-  -x  X-Forwarded-Proto  a.b~c
`);

export const HEADER_VALUES = words(String.raw`
  1  a  a, b  text/html  TEXT/HTML  \u0020padded\u0020  \u  é  \udcff  no-cache  chunked  100-continue
  a\u0009b  session=1; x=2  0  -1  18446744073709551616  Content-Length  x"y  \u0060  \
`);

export const HOSTS = words(String.raw`
  example.com  a.example.com  b.a.example.com  EXAMPLE.com  example.com.  a.example.com.  localhost
  shop.example.org  xn--bcher-kva.example  a  a_b.example.com  10.0.0.1  192.168.7.9  x--y.io  .
  .example.com  example..com  it's.a+b=c  [::1]  [2001:db8::2]  [fe80::1%eth0]  %41.com  *
`);

export const HOST_EXPRESSIONS = words(String.raw`
  *.example.com  *.a.example.com  *.example.com.  *  *.  **  *foo.com  a.*.com  *.com  *com
  exämple.com  example.com:80  https://example.com  example.com/  \u0020example.com  ::1  .  ..  \u
`);

export const HOST_PATTERNS = words(String.raw`
  ^.+$  example  ^a\.  (?i)EXAMPLE  ^(a|b)\.  ^$  .*  [a-z]+\.com$  Example  é  ^[^.]+$
  ^(.+)\.(.+)\.com$  (  [  (?=a)  \d+  ^\p{greek}  \p{Old_Italic}  x*  com\.?$  \u
`);

export const HOST_TEMPLATES = words(String.raw`
  {sub}.example.com  {sub:[a-z]+}.example.com  example.com  {any:.*}  {a}.{b}.com  EXAMPLE.com  {x
  {:x}  {x:}  {x:(}  }{  {a:{2}}  {a:[a-z]{1,3}}.example.com  é{x}  {x:a)(b}  {host}  ::1
`);

export const KEYS = words(String.raw`
  q  k  debug  a b  é  x[]  Q  a=b  \u  %  \udcfe  a+b  a;b
`);

export const METHODS = words(String.raw`
  GET  POST  get  PUT  DELETE  HEAD  OPTIONS  PATCH  M-SEARCH  purge  X~Y
`);

export const NETWORKS = words(String.raw`
  192.0.2.1  192.0.2.0/24  10.0.0.0/8  0.0.0.0/0  ::/0  ::1  2001:db8::/32  fe80::/10  10.0.0.7/32
  ::ffff:10.0.0.0/104  ::ffff:10.0.0.0/90  ::ffff:10.0.0.7  10.0.0.0/33  10.0.0/8  1.2.3.4/08  x  \u
  010.0.0.1  10.0.0.7/  /8  2001:db8::/129  1.2.3.4.5  256.0.0.1  ::1%eth0  fe80::%a/10  1::2::3
  1:2:3:4:5:6:7::  ::2:3:4:5:6:7:8  1:2:3:4:5:6:7:8  ::1.2.3.4  1:2:3:4:5:6:1.2.3.4  12345::  :::  1:
`);

export const PATHS = words(String.raw`
  /  /api  /api/  /api/v1  /API  /apis  /foo bar  /foo+bar  /é  /\udcff  /a/b  /a//b  /a/./b  /a/../b
  /{id}  /[x]  /a;b  /a,b  /a=b  /a:b@c  /a'b  /a(b)*!  /a$b&c  /a|b  /a"b  /a<b>  /a^b  /a\b  /%2F
  /%2f  /a%2Fb  /a%2fb  /a%20b  /a%2Bb  /a%25b  /%C3%A9  /%c3%a9  /%FF  /%00  /%7e  /%41  /%3B  /%3b
  /~x  /a?b  /*  //  //x  /%E2%82%AC  /€  /aaaa  /k  /K  /ſ  /1  /42  /a%5Bb  /a%5bb%5D  /日本  /%2525
  /.well-known/x
`);

export const PATH_PATTERNS = words(String.raw`
  ^/api  /api(/|$)  [0-9]+  ^/(a|b)$  .  ^/.$  \.  (?i)/API  ^/[^/]+$  \x{FFFD}  ^/\pL+$  é  ^/é$  ^/\x{D800}  (
  *  (?!x)  \1  a{2,}  a{1001}  (?P<x>a)(?P<x>b)  \bapi\b  \C  (?s).+  [[:alpha:]]+  ^/[[:^ascii:]]
  \Q.\E  (?i)k  [^\x00-\x7F]  \z  $  ^/(?:\p{Han}+|\w+)$
`);

export const PATH_TEMPLATES = words(String.raw`
  /{id}  /{id:[0-9]+}  /a/{rest:.*}  /api/{v}  /{a}/{b}  /{x  /x}  /{:a}  /{a:}  /{é}  x  /{a:(b|c)}
  /{a:a)(b}  /{a:[a-z]{1,2}}  /{a:(?i)API}  /a.b  /a+b  /{a}{b}  /{v0:.}  /é/{x}
`);

export const PROTOCOLS = words(String.raw`
  h2  http/1.1  acme-tls/1  foo  H2  \u
`);

export const QUERIES = words(String.raw`
  \u  q  q=  q=1  q=x&q=1  q=1&q=x  debug  debug=  k=a+b  k=a%20b  a+b=1  a%20b=1  %C3%A9=1  é=é
  x[]=1  x%5B%5D=1  q=1;k=2  q;k  %zz=1  q=%zz&k=1  =1  &&q=1&  a=b=c  q=%FF  %FE=1  Q=1  q==  q=%3D
  q=%26  q=?  ?q=1  q=1#f  q="  true  k=1x  k=%2B  k=+  %25=1
`);

export const RULE_ONLY_PATHS = words(String.raw`
  api  \u  *  \u0020/  /foo\u000a  /%
`);

export const SERVER_NAMES = words(String.raw`
  example.com  a.example.com  EXAMPLE.com  \u  a  10.0.0.1  ſ.com  K.com  é.com
`);

export const V2_QUERIES = words(String.raw`
  q=1  q={x}  q={x:[0-9]+}  q=  q  k=a b  k=2  q={x}{y}  {x}=1  q={  é=1  q=1=  k={x:.*}  debug=
  debug  q=.  q={x:}  a=b=c  =1
`);

export const VALUES = words(String.raw`
  \u  1  x  a b  é  =  a=b  &  %41  +  \udcff  true  ;  {x}  1x
`);

export const VALUE_PATTERNS = words(String.raw`
  ^1$  text  (?i)HTML  ^$  .  ^.*$  [  \s  é  \x{FFFD}  session=\d  \u
`);
