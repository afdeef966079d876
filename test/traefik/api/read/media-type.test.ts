import { mediaTypeError } from '../../../../lib/traefik/api/read';

describe('content types as Go reads them', () => {
  test.each([
    'text/html',
    'html',
    ' Text/HTML ',
    '*/*',
    'text/html; charset=utf-8',
    'text/html;charset="a;b"',
    'text/html; a=b; a=b',
    'text/html;',
    'text/html; charset=utf-8;',
  ])('%j is one', (text) => {
    expect(mediaTypeError(text)).toBeUndefined();
  });

  test.each([
    '',
    'text/',
    '/html',
    'a b',
    'text/html/x',
    'text/html; charset',
    'text/html; =x',
    'text/html; a="open',
    'text/html; a=b; A=c',
    'text/html; ;',
  ])('%j is none', (text) => {
    expect(mediaTypeError(text)).toMatch(/^mime: /);
  });
});
