/** JSON of a known shape. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows who wrote the text
export function fromJson<T>(text: string): T {
  return JSON.parse(text);
}
