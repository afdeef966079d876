import { Expansion } from '../../../lib/project/environment/expansion';
import { tree } from './support';

describe('what variables add to an environment', () => {
  const mebibyte = tree('x'.repeat(1 << 20));

  it('may be as large as any cluster could take', () => {
    const expansion = new Expansion();
    expect(Array.from({ length: 15 }, () => expansion.add(mebibyte, 1))).toEqual(Array(15).fill(undefined));
  });

  it('is refused beyond that, and the first that is too much is to blame', () => {
    const expansion = new Expansion();
    const faults = Array.from({ length: 18 }, () => expansion.add(mebibyte, 1));
    expect(faults.at(15)).toMatchObject({ message: expect.stringContaining('larger than 16 MiB') });
    expect(faults.slice(16)).toEqual(['full', 'full']);
  });

  it('may not nest without end', () => {
    const expansion = new Expansion();
    expect(expansion.add(tree([[]]), 198)).toBeUndefined();
    expect(expansion.add(tree([[]]), 199)).toMatchObject({ message: expect.stringContaining('200 levels') });
  });
});
