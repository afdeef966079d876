/** Leaves out whatever can be left out while it still fails: halves first, then one by one. */
export async function shrink<T>(
  items: readonly T[],
  fails: (items: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let kept = items;
  for (let size = Math.ceil(items.length / 2); size > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < kept.length;) {
      const fewer = kept.filter((_item, index) => index < start || index >= start + size);
      if (await fails(fewer)) kept = fewer;
      else start += size;
    }
  }
  return kept;
}
