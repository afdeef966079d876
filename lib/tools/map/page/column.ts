import type { Shown } from '../view/filter';
import type { Column, Item } from '../view/view';
import { h, onceAFrame, setAttributes } from './dom';

/** What a column tells of. */
export interface ColumnEvents {
  readonly select: (item: Item) => void;
  readonly hover: (item: Item | undefined) => void;
  /** Something is elsewhere on the screen now. */
  readonly moved: () => void;
  /** A neighbour is wanted: -1 is the one to the left. */
  readonly leave: (direction: -1 | 1) => void;
}

const marks = {
  disabled: ['✕', 'disabled'],
  warning: ['!', 'warning'],
  added: ['+', 'added'],
  removed: ['−', 'removed'],
  changed: ['~', 'changed'],
} as const;

const tones = {
  lit: '',
  near: 'near miss',
  leftOut: 'left out',
  ambiguous: 'chance decides',
  shadowed: 'matches too, lower',
} as const;

/** A list of things of which only those are in the document that are on the screen. */
export class ColumnList {
  readonly element: HTMLElement;
  private readonly heading: HTMLElement;
  private readonly list: HTMLElement;
  private readonly space: HTMLElement;
  private shown: readonly Shown[] = [];
  private rendered = new Map<string, HTMLElement>();
  private active = -1;
  private selected: Item | undefined;
  private readonly draw = onceAFrame(() => this.render());

  constructor(
    readonly column: Column,
    private readonly title: string,
    private readonly height: number,
    private readonly events: ColumnEvents,
  ) {
    this.heading = h('h2', { id: `title-${column}` }, title);
    this.space = h('div', { class: 'space' });
    this.list = h(
      'div',
      { class: 'list', role: 'listbox', tabindex: 0, 'aria-labelledby': `title-${column}` },
      this.space,
    );
    this.element = h('section', { class: `column ${column}` }, this.heading, this.list);
    this.list.addEventListener('scroll', this.draw, { passive: true });
    this.list.addEventListener('keydown', (event) => this.press(event));
    // What has the focus is on the screen: a list must not run away from under a pointer.
    this.list.addEventListener('focus', () => {
      if (this.active < 0) this.move(Math.ceil(this.list.scrollTop / this.height));
    });
    this.list.addEventListener('click', (event) => {
      const index = this.indexOf(event.target);
      const item = this.shown[index]?.item;
      if (!item) return;
      this.active = index;
      this.events.select(item);
    });
    this.list.addEventListener('pointerover', (event) =>
      this.events.hover(this.shown[this.indexOf(event.target)]?.item),
    );
    this.list.addEventListener('pointerleave', () => this.events.hover(undefined));
    new ResizeObserver(this.draw).observe(this.list);
  }

  show(shown: readonly Shown[], selected: Item | undefined, isNewOrder: boolean): void {
    this.shown = shown;
    this.selected = selected;
    this.active = -1;
    this.heading.replaceChildren(
      `${this.title} `,
      h('span', { class: 'count' }, shown.length.toLocaleString('en')),
    );
    this.space.style.height = `${shown.length * this.height}px`;
    if (isNewOrder) this.list.scrollTop = 0;
    for (const element of this.rendered.values()) element.remove();
    this.rendered.clear();
    this.render();
  }

  /** The element of a thing, where it is on the screen. */
  elementOf(key: string): HTMLElement | undefined {
    return this.rendered.get(key);
  }

  /** The part of the screen in which its elements are seen. */
  bounds(): DOMRect {
    return this.list.getBoundingClientRect();
  }

  focus(): void {
    this.list.focus();
  }

  highlight(keys: ReadonlySet<string> | undefined): void {
    for (const [key, element] of this.rendered) element.classList.toggle('hover', keys?.has(key) === true);
  }

  private render(): void {
    const beyond = 8;
    const first = Math.max(0, Math.floor(this.list.scrollTop / this.height) - beyond);
    const last = Math.min(
      this.shown.length,
      Math.ceil((this.list.scrollTop + this.list.clientHeight) / this.height) + beyond,
    );
    const wanted = new Map<string, number>();
    for (let index = first; index < last; index++) wanted.set(this.shown[index]?.item.key ?? '', index);
    for (const [key, element] of this.rendered) {
      if (wanted.has(key)) continue;
      element.remove();
      this.rendered.delete(key);
    }
    for (const [key, index] of wanted) {
      const shown = this.shown[index];
      if (!shown || this.rendered.has(key)) continue;
      const element = this.option(shown, index);
      this.rendered.set(key, element);
      this.space.append(element);
    }
    this.events.moved();
  }

  private option({ item, count, tone }: Shown, index: number): HTMLElement {
    const mark = item.mark === null ? undefined : marks[item.mark];
    const isSelected = this.selected?.column === item.column && this.selected.key === item.key;
    const element = h(
      'div',
      {
        class: ['item', tone && `tone-${tone}`, item.mark, index === this.active && 'active']
          .filter(Boolean)
          .join(' '),
        id: this.idOf(index),
        role: 'option',
        'aria-selected': String(isSelected),
        'aria-setsize': this.shown.length,
        'aria-posinset': index + 1,
        'data-index': index,
        title: item.detail === '' ? item.title : `${item.title}\n${item.detail}`,
      },
      h(
        'span',
        { class: 'name' },
        mark &&
          h(
            'span',
            { class: 'mark', title: mark[1] },
            mark[0],
            h('span', { class: 'hidden' }, ` ${mark[1]} `),
          ),
        item.title,
      ),
      tone && tones[tone] !== '' && h('span', { class: 'tone' }, tones[tone]),
      item.column !== 'routers' && h('span', { class: 'count' }, count.toLocaleString('en')),
      item.detail !== '' && h('span', { class: 'detail' }, item.detail),
    );
    element.style.height = `${this.height}px`;
    element.style.transform = `translateY(${index * this.height}px)`;
    return element;
  }

  private idOf(index: number): string {
    return `${this.column}-${index}`;
  }

  private indexOf(target: EventTarget | null): number {
    const element = target instanceof Element ? target.closest<HTMLElement>('.item') : null;
    return Number(element?.dataset['index'] ?? -1);
  }

  private press(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.list.clientHeight / this.height) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -this.shown.length,
      End: this.shown.length,
    };
    const step = steps[event.key];
    if (step !== undefined) this.move(this.active + step);
    else if (event.key === 'ArrowLeft') this.events.leave(-1);
    else if (event.key === 'ArrowRight') this.events.leave(1);
    else if (event.key === 'Enter' || event.key === ' ') {
      const item = this.shown[this.active]?.item;
      if (item) this.events.select(item);
    } else return;
    event.preventDefault();
  }

  private move(to: number): void {
    if (this.shown.length === 0) return;
    const before = this.rendered.get(this.shown[this.active]?.item.key ?? '');
    before?.classList.remove('active');
    this.active = Math.min(this.shown.length - 1, Math.max(0, to));
    const [top, bottom] = [this.active * this.height, (this.active + 1) * this.height];
    if (top < this.list.scrollTop) this.list.scrollTop = top;
    if (bottom > this.list.scrollTop + this.list.clientHeight)
      this.list.scrollTop = bottom - this.list.clientHeight;
    this.render();
    this.rendered.get(this.shown[this.active]?.item.key ?? '')?.classList.add('active');
    setAttributes(this.list, { 'aria-activedescendant': this.idOf(this.active) });
  }
}
