import { nearest } from '../base';

/** The fix of a name that there is not, where one that there is comes near it; else that of its rule. */
export function didYouMean(name: string, known: Iterable<string>): { readonly fix?: string } {
  const meant = nearest(name, known);
  return meant === undefined ? {} : { fix: `Did you mean "${meant}"?` };
}
