/** A spec whose values have the right types, and of which anything may be missing. */
export type PartialSpec<Spec> = Spec extends readonly (infer Item)[]
  ? readonly PartialSpec<Item>[]
  : Spec extends object
    ? { readonly [Field in keyof Spec]?: PartialSpec<Spec[Field]> }
    : Spec;
