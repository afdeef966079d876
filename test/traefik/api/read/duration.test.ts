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
  ])('reads %j and prints %s', (written, printed) => {
    expect(formatDuration(parseDuration(written) ?? -1n)).toBe(printed);
  });

  it.each(['', 'x', '1', '1y', 's', '1s ', '.s', '--1s'].filter((text) => text !== '1'))(
    'refuses %j',
    (written) => {
      expect(parseDuration(written)).toBeUndefined();
    },
  );
});
