/** What stands in an element: texts become text nodes, whatever they hold. */
export type Content = Node | string | number | null | undefined | false | readonly Content[];

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Makes an element. Of an attribute, `true` is the attribute alone, `false` and undefined none. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  append(element, content);
  return element;
}

export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

function append(parent: Node, content: Content): void {
  if (content === null || content === undefined || content === false) return;
  if (content instanceof Node) parent.appendChild(content);
  else if (typeof content === 'object') for (const each of content) append(parent, each);
  else parent.appendChild(document.createTextNode(String(content)));
}

/** Puts content in the place of all that an element holds. */
export function fill(element: Element, ...content: readonly Content[]): void {
  element.replaceChildren();
  append(element, content);
}

/** Runs a step at most once before the next frame, however often it is asked for. */
export function onceAFrame(step: () => void): () => void {
  let isPlanned = false;
  return () => {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(() => {
      isPlanned = false;
      step();
    });
  };
}

/** Runs a step once nobody has asked for it for a while. */
export function afterPause(milliseconds: number, step: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(step, milliseconds);
  };
}
