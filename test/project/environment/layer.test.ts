import { readLayer } from '../../../lib/project/environment/layer';
import { plainOf } from '../../../lib/project/environment/node';

const read = (text: string): unknown => {
  const { layer, problems } = readLayer({ file: 'prod.yaml', text });
  expect(problems).toEqual([]);
  return layer && plainOf(layer);
};

describe('an environment file', () => {
  it('is YAML', () => {
    expect(read('a: 1\nb: [c]\n')).toEqual({ a: 1, b: ['c'] });
  });

  it('may be JSON, indented with tabs as well', () => {
    expect(read('{\n\t"a": {\n\t\t"b": [1, "x"]\n\t}\n}\n')).toEqual({ a: { b: [1, 'x'] } });
  });

  it.each(['', '\n', '# nothing yet\n', '---\n', 'null\n', '{}'])(
    'that says nothing (%j) is an empty layer',
    (text) => {
      expect(read(text)).toEqual({});
    },
  );

  it.each(['[]', '- a', 'text', '3', 'a: 1\n---\nb: 2'])('that is no map (%j) is refused', (text) => {
    const { layer, problems } = readLayer({ file: 'prod.yaml', text });
    expect(layer).toBeUndefined();
    expect(problems).toMatchObject([{ rule: 'invalid-environment-file', location: { file: 'prod.yaml' } }]);
  });
});
