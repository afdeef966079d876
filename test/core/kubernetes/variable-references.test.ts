import { referencesIn } from '../../../lib/core/kubernetes';

test('a doubled dollar sign is no reference', () => {
  expect(referencesIn('$(A) $$(B) $$$(C) $(d.e-f) $() $(1)')).toEqual(['A', 'C', 'd.e-f']);
});
