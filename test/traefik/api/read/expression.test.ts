import { groupNames } from '../../../../lib/traefik/api/read/group-names';
import { expressionError, expressionOf } from '../../../../lib/traefik/api/read/expression';

function replaced(pattern: string, text: string, template: string): string {
  return expressionOf(pattern).replaceAll(text, template);
}

describe("expressions as Go's regexp replaces with them", () => {
  it.each([
    ['(a)(b)', 'xaby', '$2$1', 'xbay'],
    ['(a)', 'a', '$1x', ''],
    ['(a)', 'a', '${1}x', 'ax'],
    ['(?P<first>a)(?<second>b)', 'ab', '$second-${first}', 'b-a'],
    ['(?P<n>a)|(?P<n>b)', 'ab', '[$n]', '[a][b]'],
    ['a', 'a', '$$1', '$1'],
    ['a', 'a', '$', '$'],
    ['b*', 'abc', '-', '-a-c-'],
    ['(x)?a', 'a', '<$1>', '<>'],
    ['[(](a)', '(a', '$1', 'a'],
  ])('%s in %s by %s gives %s', (pattern, text, template, result) => {
    expect(replaced(pattern, text, template)).toBe(result);
  });

  it('leaves bytes that are no UTF-8 as they are, though they match as U+FFFD', () => {
    expect(replaced('/(.)/', '/\xff/\xfe', '<$1>')).toBe('<\xff>\xfe');
    expect(replaced('\ufffd', 'a\xff', 'b')).toBe('ab');
    expect(expressionOf('^/.').find('/\xff')).toBe('/\xff');
  });

  it('counts only what is a group', () => {
    expect(groupNames('\\((a)[(](?:b)\\Q(\\E(?P<n>c)(?i)(d)')).toEqual([undefined, 'n', undefined]);
  });

  it('refuses what RE2 refuses', () => {
    expect(expressionError('(?=a)')).toEqual(expect.any(String));
    expect(expressionError('a')).toBeUndefined();
    expect(expressionError('(')).toEqual(expect.any(String));
  });
});
