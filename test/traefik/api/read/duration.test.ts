import { formatDuration, parseDuration } from '../../../../lib/traefik/api/read';

describe('durations as Traefik reads and prints them', () => {
  it.each([
    ['100ms', '100ms'],
    [10, '10s'],
    ['10', '10s'],
    ['90s', '1m30s'],
    ['1h', '1h0m0s'],
    ['1.5h', '1h30m0s'],
    ['0.5us', '500ns'],
    ['1500us', '1.5ms'],
    ['-2s', '-2s'],
    ['1m1ms', '1m0.001s'],
    [0, '0s'],
    ['+5s', '5s'],
    ['+5', '5s'],
    ['.5s', '500ms'],
    ['1.s', '1s'],
    ['.3333333333333333333333h', '20m0s'],
    ['2562047h47m16.854775807s', '2562047h47m16.854775807s'],
    ['-2562047h47m16.854775808s', '-2562047h47m16.854775808s'],
  ])('reads %j and prints %s', (written, printed) => {
    expect(formatDuration(parseDuration(written) ?? -1n)).toBe(printed);
  });

  it.each([
    '',
    'x',
    '1y',
    's',
    '1s ',
    '.s',
    '--1s',
    '1m30',
    '9999999h',
    '2562047h47m16.854775808s',
    '9223372036854775808',
    '1.5',
  ])('refuses %j', (written) => {
    expect(parseDuration(written)).toBeUndefined();
  });
});
