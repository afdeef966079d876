/** Expressions that are written by hand: what policies use, and what is easily taken wrongly. */
export const written: readonly string[] = String.raw`
1 + 2 == 3
1 == 1.0
dyn(1) == 1.0
dyn(1) == 1u
1 < 2.5
1u < 2
-9223372036854775808
9223372036854775808
9223372036854775807 + 1
5 / 0
5 % 0
-7 / 2
-7 % 3
7.0 / 0.0
-(-3)
--3
!!true
!true
- 3
0x1F
1e3
.5
1.
'a' + "b"
r'\d' + '\n'
'''a
b'''
"\u00e9\U0001F600"
b'abc'
'a' < 'b'
[1, 2] + [3]
[1, 'a']
[1, dyn('a')]
[1, 2.0]
{'a': 1, 'b': 2}
{'a': 1, 'a': 2}
{'a': 1}['b']
{1: 'a'}[1]
{1: 'a'}[1.0]
{1: 'a'}[dyn(1.0)]
{1: 'a'}[1u]
{'a': 1}.a
{'a': {'b': 1}}.a.b
[1, 2, 3][1]
[1, 2, 3][3]
[1, 2, 3][-1]
[1, 2, 3][1.0]
[1, 2, 3][dyn(1.0)]
1 in [1, 2]
'a' in ['b']
'a' in {'a': 1}
1.0 in [1, 2]
dyn(1.0) in [1, 2]
dyn(1.0) in {1: 2}
true && 1
true || dyn(1)
false || dyn(1)
object.missing == 1 || true
true || object.missing == 1
object.missing == 1 && false
object.missing == 1 && true
true ? 1 : 2
true ? 1 : 'a'
true ? 1 : dyn('a')
dyn(1) ? 1 : 2
null == null
object.n == 3
object.n + 1
object.n + 1.0
object.d + 1.0
object.d == 1.5
object.whole == 2
object.big
object.n == 3.0
object.n > 2.5
object.s.startsWith('he')
object.n.startsWith('he')
object.s.x
object.list.x
object.n.x
object.nothing.x
has(object.n)
has(object.missing)
has(object.m.a)
has(object.m.missing)
has(object.missing.a)
has(object.s.a)
has(object.list.a)
has(object.nothing)
has(object.nothing.a)
has(object.list[0].name)
has(object)
has(object['n'])
object.?n
object.?n.orValue(1)
object.?missing.orValue(1)
object.?missing.?a.orValue('x')
object.?missing.a.orValue('x')
object.?m.a.orValue('x')
object.?m.?b.orValue('x')
object.?s.?b.orValue('x')
object.?m.?a.hasValue()
object.m[?'a'].orValue('x')
object.m[?'zz'].orValue('x')
object.list[?0].?name.orValue('x')
object.list[?9].?name.orValue('x')
object[?'n'].orValue(0)
[?object.?n, ?object.?missing]
[1, ?optional.none()]
{?'a': object.?n, ?'b': object.?missing}
{?'a': optional.of(1)}.size()
optional.of(1).value()
optional.none().value()
optional.none().hasValue()
optional.of(1).or(optional.of(2)).value()
optional.ofNonZeroValue('').hasValue()
optional.ofNonZeroValue(0).orValue(5)
optional.ofNonZeroValue([]).hasValue()
object.?n.optMap(x, x + 1).orValue(0)
object.?missing.optMap(x, x + 1).orValue(0)
object.?m.optFlatMap(x, x.?a).orValue('z')
optional.of(1) == optional.of(1)
optional.of(1) == optional.none()
optional.of(1)
object.list.all(x, has(x.name))
object.list.exists(x, x.name == 'b')
object.list.exists(x, x.image == 'b')
object.list.all(x, x.image != 'zz')
object.list.exists_one(x, x.name == 'a')
object.list.existsOne(x, x.name == 'a')
object.list.map(x, x.name)
object.list.map(x, has(x.image), x.image)
object.list.filter(x, has(x.image)).size()
object.list.map(x, x.name).join(',')
object.m.all(k, k != 'a')
object.m.exists(k, object.m[k] == 'A')
object.n.all(x, true)
'abc'.all(x, true)
1.all(x, true)
[1, 2].all(x, y, x < y)
[1, 2].exists(i, v, i == v)
[3, 4].transformList(i, v, i + v)
[3, 4].transformList(i, v, i > 0, i + v)
{'a': 1}.transformMap(k, v, v + 1)['a']
{'a': 1}.transformMapEntry(k, v, {v: k})[1]
{'a': 1, 'b': 1}.transformMapEntry(k, v, {v: k})
{'a': 1}.all(k, v, v == 1)
[3, 1, 2].sortBy(x, x)
[3, 1, 2].sort()
['b', 'a'].sort()
[1, 2, 3].slice(1, 2)
[1, 2, 3].slice(2, 1)
[1, 2, 3].slice(0, 9)
[[1], [2, 3]].flatten()
[[1, [2]], [3]].flatten(2)
[1, 2].reverse()
[1, 1, 2].distinct()
lists.range(3)
[1, 2].first().value()
[1, 2].last()
[].first().hasValue()
[1, 2, 3].sum()
[1.5, 2.5].sum()
[1, 2].max()
[].max()
dyn([]).max()
[2, 1].min()
['a', 'b'].max()
[1, 2].isSorted()
[2, 1].isSorted()
[].isSorted()
[1, 2, 2].indexOf(2)
[1, 2, 2].lastIndexOf(2)
['a'].indexOf('b')
sets.contains([1, 2], [2])
sets.equivalent([1, 1, 2], [2, 1])
sets.intersects([1], [2, 3])
sets.contains(object.list.map(x, x.name), ['a'])
'abc'.matches('^a')
'abc'.matches('(?i)^A')
'abc'.matches('a(?=b)')
'abc'.matches(object.s)
'abc'.matches('[')
'é'.matches('\\pL')
matches('abc', 'b')
'a1b22'.find('[0-9]+')
'a1b22'.findAll('[0-9]+')
'a1b22'.findAll('[0-9]+', 1)
'abc'.findAll('x*')
'abc'.contains('b')
'abc'.size()
size('abc')
size([1])
size({'a': 1})
size(1)
'héllo'.size()
'😀a'.size()
'😀a'.charAt(0)
'😀a'.charAt(2)
'😀a'.charAt(3)
'😀a'.indexOf('a')
'abcabc'.indexOf('c', 3)
'abcabc'.lastIndexOf('b')
'abcabc'.lastIndexOf('b', 3)
'abc'.indexOf('')
'abc'.substring(1)
'abc'.substring(1, 2)
'abc'.substring(4)
'abc'.substring(2, 1)
'abc'.replace('b', 'x')
'abab'.replace('a', 'x', 1)
'ab'.replace('', '-')
'a,b,c'.split(',')
'a,b,c'.split(',', 2)
'a,b,c'.split(',', 0)
'abc'.split('')
' a '.trim()
'ABCé'.lowerAscii()
'abcÉé'.upperAscii()
'abc'.reverse()
['a', 'b'].join('-')
['a', 'b'].join()
[1].join()
strings.quote('a"b\n')
'%s-%d'.format(['a', 1])
'%s'.format([[1, 'a', 2.5, null, true]])
'%s'.format([{'b': 1, 'a': 2}])
'%d'.format([1.5])
'%f'.format([1.5])
'%.2f'.format([1.0])
'%e'.format([1234.5])
'%x %X %o %b'.format([255, 255, 8, 5])
'%x'.format(['ab'])
'%s %s'.format(['a'])
'%q'.format(['a'])
'100%%'.format([])
'%s'.format([object])
'%s'.format([object.list])
'%s'.format([duration('1h')])
'%s'.format([type(1)])
int('5')
int('x')
int(5.9)
int(-5.9)
int(1e30)
uint(5)
uint(-1)
double('1.5')
double('x')
string(1)
string(1.0)
string(1.5)
string(1000000.0)
string(123456789.0)
string(0.00001)
string(true)
string(b'abc')
string(duration('90s'))
string(timestamp('2024-01-02T03:04:05Z'))
bool('true')
bool('maybe')
type(1) == int
type('a') == string
type([]) == list
type({}) == map
type(null) == null_type
type(1.5) == double
dyn(1) + dyn('a')
timestamp('2024-01-02T03:04:05Z').getFullYear()
timestamp('2024-01-02T03:04:05Z').getMonth()
timestamp('2024-01-02T03:04:05Z').getDayOfYear()
timestamp('2024-01-02T03:04:05Z').getDayOfWeek()
timestamp('2024-01-02T03:04:05Z').getDate()
timestamp('2024-01-02T03:04:05Z').getHours()
timestamp('2024-01-02T03:04:05Z') + duration('1h') > timestamp('2024-01-02T03:04:05Z')
timestamp('2024-13-02T03:04:05Z')
timestamp(object.s)
timestamp('2024-01-02T03:04:05+01:00') == timestamp('2024-01-02T02:04:05Z')
duration('1h30m').getMinutes()
duration('1x')
duration('1h') == duration('60m')
duration('-1.5s') < duration('0')
quantity('1Gi').isGreaterThan(quantity('1G'))
quantity('100m').compareTo(quantity('0.1'))
quantity('1').asInteger()
quantity('1.5').asInteger()
quantity('500m').asApproximateFloat()
quantity('1').add(quantity('2')).asInteger()
quantity('1').sub(2).sign()
quantity('abc')
isQuantity('1Ki')
isQuantity('1kk')
isQuantity('')
isQuantity('.5')
isQuantity('5.')
isQuantity('1e3')
isQuantity('1E')
isQuantity('+1')
quantity('1Ki').isInteger()
quantity('1') == quantity('1000m')
ip('192.168.0.1').family()
ip('::1').isLoopback()
ip('192.168.0.1').isGlobalUnicast()
ip('fe80::1').isLinkLocalUnicast()
ip('224.0.0.1').isLinkLocalMulticast()
ip('0.0.0.0').isUnspecified()
isIP('1.2.3')
isIP('::ffff:1.2.3.4')
isIP('fe80::1%eth0')
ip('x')
ip.isCanonical('2001:DB8::1')
ip.isCanonical('2001:db8::1')
string(ip('2001:DB8:0:0::1'))
cidr('10.0.0.0/8').containsIP('10.1.2.3')
cidr('10.0.0.0/8').containsIP(ip('11.1.2.3'))
cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')
cidr('10.0.0.0/8').containsCIDR(cidr('10.0.0.0/7'))
cidr('10.1.2.3/8').masked() == cidr('10.0.0.0/8')
cidr('10.1.2.3/8').prefixLength()
string(cidr('10.1.2.3/8').ip())
cidr('::1/128').containsIP('1.2.3.4')
isCIDR('10.0.0.0/33')
isCIDR('10.0.0.0/08')
isCIDR('10.0.0.0')
url('https://user@example.com:80/a%20b?x=1&x=2&y').getHost()
url('https://example.com:80/path').getHostname()
url('https://example.com:80/path').getPort()
url('https://example.com/a b/').getEscapedPath()
url('https://example.com/a%20b/').getEscapedPath()
url('https://example.com/?x=1&x=2')
url('https://example.com/?x=1&x=2').getQuery()['x']
url('https://[::1]:80/').getHostname()
url('/a/b').getScheme()
url('https:///nohost').getHost()
isURL('https://example.com')
isURL('example.com')
isURL('../x')
isURL('https://a:b:c/')
isURL('https://exa mple.com')
isURL('mailto:a@b')
isURL('')
isURL('https://example.com/%zz')
format.dns1123Label().validate('my-name')
format.dns1123Label().validate('My')
format.dns1123Label().validate('a.b').value()
format.dns1123Subdomain().validate('a_b').value()
format.labelValue().validate('-').value()
format.qualifiedName().validate('a/b/c').value()
format.qualifiedName().validate('/b').value()
format.qualifiedName().validate('').value()
format.dns1035Label().validate('1a').value()
format.dns1123LabelPrefix().validate('a-').hasValue()
format.uuid().validate('123').value()
!format.dns1123Label().validate('x').hasValue()
semver('1.2.3').isLessThan(semver('1.10.0'))
semver('1.2.3-rc.1').isLessThan(semver('1.2.3'))
semver('v1.2', true).minor()
isSemver('1.2')
isSemver('1.2.3+a')
semver('1.0.0-2').compareTo(semver('1.0.0-a'))
undeclared
undeclared(1)
'a'.undeclared()
object.undeclared()
1 + 'a'
object.n + 'a'
object.s + 1
'a'.startsWith(1)
object
request.userInfo
a.b.c
namespace
object.namespace
object.namespace.x
if
1 +
(1
'abc
"a
[1,2,]
{'a': 1,}
f(1,)
{'a'}
@
a b
1..2
x'y'
object.n == 3 // comment
Foo{a: 1}
object.list.map(object, object.name)
object.list.map(x, object.list.map(y, x.name + y.name))
[1,2,3].map(x, [x].map(x, x + 1))
object.list[0].name.startsWith('a') ? 'yes' : 'no'
object.n == null
object.nothing == null
object.n in [1, 3]
object.s in object.m
object.list.exists(x, x == 1)
[object.list[0]] == [object.list[0]]
object.m == {'a': 'A', 'b': 'B'}
object.m == {'a': 'A'}
object.m.size() == 2
object.list.size() > 1 && object.list[1].name == 'b'
string(object.n)
string(object.list)
int(object.s)
double(object.n)
type(object.n) == int
type(object.d) == double
type(object.whole) == int
type(object.m) == map
object.n % 2
object.d % 2
object.n / 2
object.n * 1.5
-object.n
-object.s
!object.yes
!object.n
object.yes ? 1 : 2
object.list.sum()
object.numbers.sum()
object.numbers.max()
object.numbers.sort()
object.numbers.isSorted()
object.numbers.map(x, x * 2).sum()
object.numbers.filter(x, x > 1)
object.numbers.exists(x, x > 'a')
object.numbers[object.n]
object.numbers[1u]
object.m[1]
object.m[1.5]
object.numbers['a']
object.s[0]
[[1]][0][0]
[].size()
{}.size()
{}.a
{}['a']
[] == []
{} == {}
[[]] == [[]]
[] + [1]
[1] + ['a']
'a' == 1
[1] == ['a']
{'a': 1} == {'a': '1'}
true == 1
1 != 2u
object != null && object.n > 1
object.metadata.name.matches('^[a-z]+$') && object.metadata.labels.all(k, k.size() < 64)
object.metadata.labels['app.kubernetes.io/name']
object.metadata.?labels[?'missing'].orValue('none')
object.metadata.?annotations[?'missing'].orValue('none')
'app' in object.metadata.labels
cel.bind(x, 1, x + 1)
base64.encode(b'a')
math.greatest(1, 2)
`
  .trim()
  .split('\n')
  .flatMap((line) => [line]);

/** What they are asked of. */
export const asked = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'one', labels: { app: 'x', 'app.kubernetes.io/name': 'y' } },
  n: 3,
  d: 1.5,
  whole: 2,
  big: 9007199254740991,
  s: 'hello',
  yes: true,
  nothing: null,
  m: { a: 'A', b: 'B' },
  list: [{ name: 'a' }, { name: 'b', image: 'i' }],
  numbers: [3, 1, 2],
};
