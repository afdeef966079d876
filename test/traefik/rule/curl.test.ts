import { curlCommand } from '../../../lib/traefik/rule';

test('a request is written as curl sends it, unchanged', () => {
  expect(curlCommand({ url: 'https://a.com/x/../y' })).toBe('curl --path-as-is -i https://a.com/x/../y');
  expect(
    curlCommand({ method: 'POST', url: "http://a.com/?q=it's", headers: { A: ['1', '2'], B: '' } }),
  ).toBe(String.raw`curl --path-as-is -i -X POST -H 'A: 1' -H 'A: 2' -H 'B;' 'http://a.com/?q=it'\''s'`);
});

test('what curl cannot say stands behind it', () => {
  expect(curlCommand({ url: 'http://a.com/', clientIp: '10.0.0.1', entryPoint: 'web' })).toBe(
    'curl --path-as-is -i http://a.com/  # from 10.0.0.1, by the entry point web',
  );
});

test('a server name that is not the host is that of the URL, and the host is a header', () => {
  expect(curlCommand({ url: 'https://a.com/x', sni: 'b.com' })).toBe(
    "curl --path-as-is -i -H 'Host: a.com' https://b.com/x",
  );
});
