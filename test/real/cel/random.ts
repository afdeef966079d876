import type { Random } from '../muxer/random';

/** Fields of what expressions are asked of, by what they hold; some of them are not there, or hold something else. */
const fields: Readonly<Record<string, readonly string[]>> = {
  int: [
    'object.n',
    'object.whole',
    'object.?n.orValue(0)',
    'object.numbers[0]',
    'object.m.size()',
    'object.missing',
  ],
  double: ['object.d', 'double(object.n)', 'object.n'],
  string: [
    'object.s',
    'object.m.a',
    'object.list[0].name',
    'object.metadata.name',
    'object.m.zz',
    'object.nothing',
  ],
  bool: ['object.yes', 'has(object.m.a)', 'has(object.list[1].image)', 'has(object.missing.x)', 'object.n'],
  list: ['object.numbers', 'object.list.map(x, x.name)', 'object.list', 'object.s'],
  map: ['object.m', 'object.metadata.labels', 'object.list[0]', 'object.numbers'],
};

const literals: Readonly<Record<string, readonly string[]>> = {
  int: ['0', '1', '2', '3', '-1', '9223372036854775807', "int('12')", "'héllo'.size()"],
  double: ['0.0', '1.5', '2.0', '-1e10', '1e30', "double('3.25')"],
  string: [
    "'a'",
    "'hello'",
    "''",
    "'A-b_c'",
    "'1Gi'",
    "'10.0.0.1'",
    "'a,b'",
    "'é😀'",
    "'[0-9]+'",
    "'100m'",
    "'1.2.3'",
  ],
  bool: ['true', 'false'],
  list: ['[1, 2, 3]', "['a', 'b']", '[]', '[1.5]', '[[1], [2]]', '[dyn(1)]'],
  map: ["{'a': 'b'}", '{1: 2}', "{'a': 1}", '{}'],
};

type Kind = 'int' | 'double' | 'string' | 'bool' | 'list' | 'map';
const kinds: readonly Kind[] = ['int', 'double', 'string', 'bool', 'list', 'map'];

/** What makes an expression of a kind out of others: each name in braces stands for one. */
const forms: Readonly<Record<Kind, readonly string[]>> = {
  int: [
    '{int} + {int}',
    '{int} - {int}',
    '{int} * {int}',
    '{int} / {int}',
    '{int} % {int}',
    '-{int}',
    'size({list})',
    '{string}.size()',
    '{map}.size()',
    '{list}.size()',
    'int({double})',
    'int({string})',
    '{string}.indexOf({string})',
    '{string}.lastIndexOf({string})',
    '{list}.indexOf({int})',
    '{bool} ? {int} : {int}',
    'object.numbers.sum()',
    '[{int}, {int}].max()',
    '[{int}, {int}].min()',
    '{list}[{int}]',
    'quantity({string}).compareTo(quantity({string}))',
    'object[?{string}].orValue({int})',
    'lists.range(3).filter(x, x > {int}).size()',
    "duration('1h').getMinutes()",
  ],
  double: [
    '{double} + {double}',
    '{double} * {double}',
    '{double} / {double}',
    'double({int})',
    '-{double}',
    'double({string})',
    '[{double}, {double}].max()',
  ],
  string: [
    '{string} + {string}',
    '{string}.lowerAscii()',
    '{string}.upperAscii()',
    '{string}.trim()',
    '{string}.replace({string}, {string})',
    '{string}.substring({int})',
    '{string}.substring({int}, {int})',
    '{string}.charAt({int})',
    "{list}.join(',')",
    'string({int})',
    'string({double})',
    'string({bool})',
    "'%s|%s'.format([{int}, {string}])",
    "'%s'.format([{list}])",
    "'%s'.format([{map}])",
    "'%d %s'.format([{int}, {double}])",
    '{bool} ? {string} : {string}',
    '{string}.find({string})',
    '{map}[{string}]',
    '{map}.{field}',
    '{map}.?{field}.orValue({string})',
    "{list}.map(x, string(x)).join('-')",
    "'%.2f'.format([{double}])",
    '{string}.split({string})[0]',
    '{map}[?{string}].orValue({string})',
    'strings.quote({string})',
    'optional.ofNonZeroValue({string}).orValue({string})',
    'object.?{field}.optMap(x, string(x)).orValue({string})',
  ],
  bool: [
    '{int} == {int}',
    '{int} < {int}',
    '{int} >= {double}',
    '{double} != {double}',
    '{string} == {string}',
    '{string} < {string}',
    '{bool} && {bool}',
    '{bool} || {bool}',
    '!{bool}',
    '{string}.startsWith({string})',
    '{string}.contains({string})',
    '{string}.matches({string})',
    "{string}.matches('^[a-z]+$')",
    'has({map}.{field})',
    'has(object.{field})',
    '{string} in {map}',
    '{int} in {list}',
    '{list}.all(x, {bool})',
    '{list}.exists(x, x == {int})',
    '{list}.exists_one(x, x == {string})',
    '{map}.all(k, k != {string})',
    '{map}.exists(k, v, v == {string})',
    '{list} == {list}',
    '{map} == {map}',
    '{list}.isSorted()',
    'sets.contains({list}, {list})',
    'sets.intersects({list}, {list})',
    'isQuantity({string})',
    'quantity({string}).isGreaterThan(quantity({string}))',
    'isIP({string})',
    "cidr('10.0.0.0/8').containsIP({string})",
    'isURL({string})',
    'format.dns1123Label().validate({string}).hasValue()',
    '{bool} ? {bool} : {bool}',
    'type({int}) == int',
    'dyn({int}) == {string}',
    '{list}.exists(x, {bool} && x == {int})',
    'isSemver({string})',
    'object.?{field}.hasValue()',
    '{int} + {string} == {int}',
  ],
  list: [
    '{list} + {list}',
    '[{int}, {int}]',
    '[{string}]',
    '{list}.map(x, x)',
    '{list}.filter(x, {bool})',
    '{list}.map(x, {int})',
    '{string}.split({string})',
    '{string}.findAll({string})',
    '{map}.map(k, k).filter(k, false)',
    '{list}.map(x, {bool}, x)',
    '{bool} ? {list} : {list}',
    '{list}.reverse()',
    '{list}.distinct()',
    '{list}.slice({int}, {int})',
    '[?object.?{field}]',
    '{list}.sort()',
    '{list}.transformList(i, v, i)',
    '{list}.flatten()',
    '[{list}, {list}]',
  ],
  map: [
    "{'a': {string}}",
    '{{string}: {int}}',
    '{map}.transformMap(k, v, v)',
    "{'a': {map}}",
    '{list}.transformMap(i, v, v)',
    "{?'a': object.?{field}}",
  ],
};

const names = ['a', 'n', 's', 'missing', 'name', 'nothing', 'image', 'list'];

/** An expression of a kind, which now and then is of another. */
export function randomExpression(random: Random): string {
  return make(random, random.pick(kinds), 4);
}

function make(random: Random, wanted: Kind, depth: number): string {
  const kind = random.once(25) ? random.pick(kinds) : wanted;
  if (depth === 0 || random.once(5))
    return random.pick((random.once(2) ? fields : literals)[kind] ?? ['null']);
  return random.pick(forms[kind]).replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'field') return random.pick(names);
    const part = make(random, kinds.find((each) => each === name) ?? 'int', depth - 1);
    return /^(?:[\w.]+|\d+|'[^']*'|\[.*\]|[\w.]+\([^()]*\))$/.test(part) ? part : `(${part})`;
  });
}
