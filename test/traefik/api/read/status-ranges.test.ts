import { inRanges, readStatusRanges } from '../../../../lib/traefik/api/read';

describe('ranges of status codes', () => {
  it('holds single codes and both ends of a range', () => {
    const ranges = readStatusRanges(['404', '500-599']);
    const codes = [403, 404, 405, 499, 500, 599, 600];
    expect(codes.filter((code) => typeof ranges !== 'string' && inRanges(ranges, code))).toEqual([
      404, 500, 599,
    ]);
  });

  it.each(['', 'x', '4x', '500-', '-1', '5_0', '9223372036854775808'])('refuses %j', (text) => {
    expect(readStatusRanges(['200', text])).toContain('invalid syntax');
  });

  it.each(['+200', '0200', '200-100', '200-300-x', '9223372036854775807'])('takes %j', (text) => {
    expect(readStatusRanges([text])).toHaveLength(1);
  });
});
