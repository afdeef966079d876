import {
  type DecodeError,
  anything,
  bool,
  int,
  list,
  map,
  pointerBool,
  string,
  struct,
} from '../../../../lib/traefik/api/read';

const decoder = struct({
  name: string,
  on: bool,
  pointer: pointerBool,
  count: int,
  items: list(string, ''),
  table: map(int, 0),
  inner: struct({ name: string }),
  free: anything,
});

function read(value: unknown): { readonly value: unknown; readonly errors: readonly DecodeError[] } {
  const errors: DecodeError[] = [];
  return { value: decoder(value, ['spec'], errors), errors };
}

describe('objects read as Go reads them', () => {
  it('leaves out zero values, but for those behind pointers', () => {
    const zero = {
      name: '',
      on: false,
      pointer: false,
      count: 0,
      items: [],
      table: {},
      inner: {},
      free: null,
    };
    expect(read(zero).value).toEqual({ pointer: false, inner: {}, free: null });
  });

  const decodeConstructor = (value: unknown) => struct({ constructor: string })(value, [], []);

  it('ignores what it does not know and what is only inherited', () => {
    expect(read({ name: 'a', other: 1 }).value).toEqual({ name: 'a' });
    expect(decodeConstructor({})).toEqual({});
  });

  it('names the field of a wrong type', () => {
    const { errors } = read({ name: 1, items: ['a', 2], table: { x: 'y' }, count: 1.5 });
    expect(errors.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
      'spec.name must be a string, not number',
      'spec.count must be an integer, not number',
      'spec.items.1 must be a string, not number',
      'spec.table.x must be an integer, not string',
    ]);
  });

  it('keeps keys that JavaScript has a meaning for', () => {
    const free: unknown = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}');
    expect(JSON.stringify(read({ free }).value)).toBe('{"free":{"__proto__":{"a":1},"constructor":2}}');
  });

  it('refuses what has no end', () => {
    const endless: Record<string, unknown> = {};
    endless['self'] = endless;
    expect(read({ free: endless }).errors).toHaveLength(1);
  });
});
