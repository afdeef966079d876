import { addressSet, parseAddress } from '../../../lib/traefik/rule/go-ip';

describe('addresses', () => {
  test.each([
    ['1.2.3.4', '00000000000000000000ffff01020304'],
    ['::', '00000000000000000000000000000000'],
    ['1::', '00010000000000000000000000000000'],
    ['::1:2', '00000000000000000000000000010002'],
    ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
    ['::ffff:1.2.3.4', '00000000000000000000ffff01020304'],
    ['fe80::1%eth0', 'fe800000000000000000000000000001'],
  ])('%s is read', (text, hex) => {
    expect(Buffer.from(parseAddress(text)?.address ?? []).toString('hex')).toBe(hex);
  });

  test.each(
    [
      '',
      '1.2.3',
      '1.2.3.4.5',
      '01.2.3.4',
      '256.1.1.1',
      '1.2.3.',
      ':',
      ':::',
      '1::2::3',
      '12345::',
      '1:2:3:4:5:6:7',
    ].concat([
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4:5:6:7::8',
      '::1.2.3',
      '1.2.3.4%a',
      '::1%',
      'a',
      'g::',
      '1:',
      ' ::1',
      '::1.2.3.4:5',
    ]),
  )('%j is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });
});

describe('a set of addresses', () => {
  test.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.129/25', '10.0.0.128', true],
    ['10.0.0.129/25', '10.0.0.127', false],
    ['::ffff:10.0.0.0/104', '10.1.1.1', true],
    ['::ffff:10.0.0.0/90', '10.1.1.1', false],
    ['::/0', '1.1.1.1', false],
    ['0.0.0.0/0', '::1', false],
    ['1.2.3.4/08', '1.9.9.9', true],
  ])('%s holds %s: %s', (network, text, expected) => {
    expect(addressSet([network])(parseAddress(text)?.address ?? [])).toBe(expected);
  });

  test.each(['10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/x', '/8', 'fe80::%a/10', '::1%a', 'x'])(
    'refuses %s',
    (network) => {
      expect(() => addressSet([network])).toThrow(`invalid CIDR address: ${network}`);
    },
  );
});
