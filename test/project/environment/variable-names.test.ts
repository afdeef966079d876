import {
  checkVariableName,
  definitionOf,
  unknownVariableFixes,
  isBuiltIn,
} from '../../../lib/project/environment/variable-names';
import { tree, treeOfMap } from './support';

describe('the name of a variable', () => {
  it.each(['tag', 'image_tag', 'image-tag', '_x', 'A1', 'constructor', '__proto__'])('may be %s', (name) => {
    expect(checkVariableName(name, tree(1))).toBeUndefined();
  });

  it('is looked up in the file only if it is wrong, because that reads the file again', () => {
    const place = jest.fn(() => ({ file: 'dev.yaml', line: 1, column: 1 }));
    const node = { ...tree(1), origin: { place, sources: [] } };
    checkVariableName('tag', node);
    expect(place).not.toHaveBeenCalled();
    expect(checkVariableName('1a', node)?.location).toEqual(place());
  });

  it.each(['1a', '', 'a.b', 'a b', '-a', 'ü', 'env:A'])('may not be %j', (name) => {
    expect(checkVariableName(name, tree(1))).toMatchObject({
      rule: 'invalid-vars-key',
      field: ['vars', name],
    });
  });

  it.each(['environment', 'namespace', 'domain'])(
    'may not be %s, which the environment has itself',
    (name) => {
      expect(isBuiltIn(name)).toBe(true);
      expect(checkVariableName(name, tree(1))).toMatchObject({ rule: 'reserved-variable' });
    },
  );
});

describe('the value of a variable', () => {
  const environment = treeOfMap({ namespace: 'shop', vars: { tag: 'v1', namespace: 'never' } });

  it('is looked up in vars, or at the top for what the environment has itself', () => {
    expect(definitionOf(environment, 'tag')).toMatchObject({ value: 'v1' });
    expect(definitionOf(environment, 'namespace')).toMatchObject({ value: 'shop' });
    expect(definitionOf(environment, 'toString')).toBeUndefined();
    expect(definitionOf(treeOfMap({ vars: ['tag'] }), 'tag')).toBeUndefined();
  });

  it('that is missing is advised on', () => {
    expect(unknownVariableFixes(environment, {})('tags')).toContain('Did you mean ${tag}?');
    expect(unknownVariableFixes(environment, { BUILD_NUMBER: '1' })('BUILD_NUMBER')).toContain(
      '${env:BUILD_NUMBER}',
    );
    expect(unknownVariableFixes(environment, {})('domain')).toBe('Set domain at the top of the file.');
    expect(unknownVariableFixes(environment, {})('somethingElse')).toContain('Add it to vars');
  });
});
