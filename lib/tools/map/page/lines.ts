import type { Lit } from '../view/filter';
import { type Column, type View, columns } from '../view/view';
import type { ColumnList } from './column';

/** More than these lines nobody can follow. */
const mostRows = 150;

const names = 'http://www.w3.org/2000/svg';

/** Draws the ways through things that are looked at, from column to column, between what is on the screen. */
export class Lines {
  readonly element = document.createElementNS(names, 'svg');

  constructor(private readonly lists: ReadonlyMap<Column, ColumnList>) {
    this.element.setAttribute('class', 'lines');
    this.element.setAttribute('aria-hidden', 'true');
  }

  draw({ rows }: View, lit: Lit | undefined): void {
    this.element.replaceChildren();
    if (!lit) return;
    const drawn = new Set<string>();
    const on = rows.filter(({ router }) => lit.routers.get(router.name) === 'lit');
    for (const { keys } of on.slice(0, mostRows)) {
      const ways = columns
        .map((column) => ({ column, keys: keys[column].filter((key) => lit[column].get(key) === 'lit') }))
        .filter((step) => step.keys.length > 0);
      for (const [index, step] of ways.entries()) {
        const next = ways[index + 1];
        if (!next) break;
        // Middlewares are passed one after the other: the way leads to the first of them, and on from the last.
        const starts = step.column === 'middlewares' ? step.keys.slice(-1) : step.keys;
        const ends = next.column === 'middlewares' ? next.keys.slice(0, 1) : next.keys;
        for (const from of starts)
          for (const to of ends) this.line(drawn, [step.column, from], [next.column, to]);
      }
    }
  }

  private line(drawn: Set<string>, from: readonly [Column, string], to: readonly [Column, string]): void {
    const id = JSON.stringify([from, to]);
    if (drawn.has(id)) return;
    drawn.add(id);
    const [start, end] = [this.placeOf(...from), this.placeOf(...to)];
    if (!start || !end) return;
    const origin = this.element.getBoundingClientRect();
    const [x1, y1, x2, y2] = [
      start.right - origin.left,
      start.top + start.height / 2 - origin.top,
      end.left - origin.left,
      end.top + end.height / 2 - origin.top,
    ];
    const middle = (x1 + x2) / 2;
    const path = document.createElementNS(names, 'path');
    path.setAttribute('d', `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`);
    this.element.append(path);
  }

  /** Where a thing is seen; undefined where it is scrolled away. */
  private placeOf(column: Column, key: string): DOMRect | undefined {
    const list = this.lists.get(column);
    const place = list?.elementOf(key)?.getBoundingClientRect();
    const bounds = list?.bounds();
    if (!place || !bounds) return undefined;
    const center = place.top + place.height / 2;
    return center >= bounds.top && center <= bounds.bottom ? place : undefined;
  }
}
