import { passwordMatches } from '../../../../../lib/traefik/api/middlewares/basic-auth/password';

describe('passwords of htpasswd files', () => {
  it.each([
    ['SHA-1', '{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ='],
    ['bcrypt', '$2y$05$bvIG6Nmid91Mu9RcmmWZfO5HJIMCT8riNW0hEp8f6/FuA2/mHZFpe'],
  ])('knows a %s hash', (_kind, hash) => {
    const password = hash.startsWith('{SHA}') ? 'secret' : 'password';
    expect(passwordMatches(password, hash)).toBe(true);
    expect(passwordMatches(`${password}x`, hash)).toBe(false);
  });

  it('knows the MD5 hash of Apache', () => {
    expect(passwordMatches('myPassword', '$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/')).toBe(true);
    expect(passwordMatches('other', '$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/')).toBe(false);
  });

  it('takes no password for a hash that it cannot read', () => {
    expect(passwordMatches('secret', 'secret')).toBe(false);
    expect(passwordMatches('', '')).toBe(false);
    expect(passwordMatches('x', '$2y$99$short')).toBe(false);
  });
});
