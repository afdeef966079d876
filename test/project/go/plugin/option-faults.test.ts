import { goTypes } from '../../../../lib/project/go/plugin/go-types';
import { optionFaults } from '../../../../lib/project/go/plugin/option-faults';
import { type Shape, shapeOf } from '../../../../lib/project/go/plugin/shape';

function shapeIn(text: string): Shape {
  const types = goTypes(text);
  const config = types.get('Config');
  if (!config) throw new Error('there is no Config');
  return shapeOf(config, types);
}

const shape = shapeIn(`package x

import "time"

/* type Config struct { Not string } */
type (
	Inner struct{ Deep int; Next *Inner }
	Names = []string
)

type base struct {
	Level uint8
}

// Config of it: "type Other struct {".
type Config struct {
	base \`mapstructure:",squash"\`
	Inner
	A, B   string            \`json:"first"\`
	On     *bool             // a flag
	Count  int64             \`mapstructure:"how-many"\`
	Ratio  float64
	Hosts  Names
	Rules  []Inner
	Labels map[string]string
	Wait   time.Duration
	Free   interface{ Close() error }
	Call   func(a string) (struct{ x int }, error)
	hidden string
	Skip   string \`mapstructure:"-"\`
}

func f() { type Config struct{ Wrong string } }
`);

const told = (value: unknown): readonly string[] =>
  optionFaults(value, shape).map(({ path, kind, message, fix = '' }) =>
    `${kind} ${path.join('.')} ${message} ${fix}`.trim(),
  );

describe('What a struct takes of a configuration', () => {
  test('is what mapstructure reads into it', () => {
    expect(
      told({
        a: 'x',
        B: 3,
        on: 'true',
        'how-many': '12',
        ratio: 1,
        hosts: 'a,b',
        rules: { deep: 1 },
        labels: { x: 1 },
        wait: 1_000,
        free: { any: [] },
        call: 1,
        level: 2,
        inner: { deep: '3', next: { deep: 4 } },
      }),
    ).toEqual([]);
    expect(told({ a: null, rules: [{ next: { next: { next: 'x' } } }] })).toEqual([]);
  });

  test.each([
    [{ aa: 1 }, 'unknown aa The plugin has no option "aa". Did you mean "a"?'],
    [{ hostz: 1 }, 'unknown hostz The plugin has no option "hostz". Did you mean "hosts"?'],
    [{ rules: [{ dep: 1 }] }, 'unknown rules.0.dep The plugin has no option "dep". Did you mean "deep"?'],
    [{ a: ['x'] }, 'type a It must be a text.'],
    [{ on: 'yes' }, 'type on It must be true or false.'],
    [{ 'how-many': 'many' }, 'type how-many It must be a whole number.'],
    [{ ratio: 'half' }, 'type ratio It must be a number.'],
    [{ labels: ['x'] }, 'type labels.0 It must be a map.'],
    [{ rules: ['x'] }, 'type rules.0 It must be a map.'],
    ['x', 'type  It must be a map.'],
  ])('and not %j', (value, expected) => {
    expect(told(value)).toEqual([expected]);
  });

  test.each(['hidden', 'skip', 'first', 'not', 'wrong'])('and no option %s', (name) => {
    expect(told({ [name]: 1 })[0]).toContain(`unknown ${name}`);
  });

  test('and no text such as 10s for a duration', () => {
    expect(told({ wait: '10s' })[0]).toContain('type wait It must be a number of nanoseconds');
  });
});
