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

  it('does not tell where telling takes long, or where the password is no text', () => {
    const hash = (cost: number) => `$2y$${cost}$bvIG6Nmid91Mu9RcmmWZfO5HJIMCT8riNW0hEp8f6/FuA2/mHZFpe`;
    const start = performance.now();
    expect(passwordMatches('password', hash(17))).toBeUndefined();
    expect(passwordMatches('password', hash(31))).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(1000);
    expect(
      passwordMatches('\xff', '$2y$05$bvIG6Nmid91Mu9RcmmWZfO5HJIMCT8riNW0hEp8f6/FuA2/mHZFpe'),
    ).toBeUndefined();
  });

  it('takes each version of bcrypt alike, as Traefik does', () => {
    for (const version of ['2a', '2b', '2x', '2y']) {
      const hash = `$${version}$05$bvIG6Nmid91Mu9RcmmWZfO5HJIMCT8riNW0hEp8f6/FuA2/mHZFpe`;
      expect(passwordMatches('password', hash)).toBe(true);
    }
  });

  it('takes no password for a hash that it cannot read', () => {
    expect(passwordMatches('secret', 'secret')).toBe(false);
    expect(passwordMatches('', '')).toBe(false);
    expect(passwordMatches('x', '$2y$99$short')).toBe(false);
  });
});
