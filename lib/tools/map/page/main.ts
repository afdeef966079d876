import './page.css';
import type { MapData } from '../data';
import { shownItems } from '../view/filter';
import { type Column, type Item, columns } from '../view/view';
import { answerView } from './answer';
import { ColumnList } from './column';
import { detailsView } from './details';
import { type Content, fill, h, onceAFrame } from './dom';
import { helpView, trafficView } from './help';
import { Lines } from './lines';
import { printable } from './print';
import { requestForm } from './request-form';
import { Store } from './store';
import { toolbar } from './toolbar';

const titles: Readonly<Record<Column, string>> = {
  entryPoints: 'Entry points',
  hosts: 'Hosts',
  routers: 'Routers',
  middlewares: 'Middlewares',
  services: 'Services',
};

/** What the page was made with. */
async function readData(): Promise<MapData> {
  const text = document.getElementById('data')?.textContent ?? '';
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const data: MapData = await new Response(unpacked).json();
  return data;
}

function start(store: Store): void {
  const aside = h('aside', { 'aria-label': 'Details', tabindex: -1 });
  const lists = new Map<Column, ColumnList>();
  const lines = new Lines(lists);
  const drawLines = onceAFrame(() => lines.draw(store.view, store.lit));
  const isSelected = (item: Item): boolean =>
    store.state.selected?.column === item.column && store.state.selected.key === item.key;
  const hover = (item: Item | undefined): void => {
    const rows = item?.rows.filter((index) => store.visible.has(index)) ?? [];
    for (const [column, list] of lists) {
      list.highlight(item && new Set(rows.flatMap((index) => store.view.rows[index]?.keys[column] ?? [])));
    }
  };
  for (const [index, column] of columns.entries()) {
    lists.set(
      column,
      new ColumnList(column, titles[column], column === 'entryPoints' || column === 'hosts' ? 32 : 48, {
        select: (item) => store.change({ selected: isSelected(item) ? undefined : item }),
        hover,
        moved: drawLines,
        leave: (direction) => lists.get(columns[index + direction] ?? column)?.focus(),
      }),
    );
  }
  const { element: bar, search } = toolbar(store);
  const { element: form, url, put } = requestForm(store);
  const main = h(
    'main',
    {},
    lines.element,
    [...lists.values()].map(({ element }) => element),
  );
  document.body.append(bar, form, h('div', { class: 'body' }, main, aside), printable(store));

  const panel = (): Content => {
    const { state, answer, view, model, set } = store;
    if (state.selected) return detailsView(state.selected, view, model);
    if (answer) return answerView(answer);
    const { traffic, name } = set?.from ?? {};
    return [traffic && name !== undefined && trafficView(traffic, name, put), helpView()];
  };

  let shownFor: readonly unknown[] = [];
  store.listen(() => {
    const { lit, view, visible, state } = store;
    const now = [lit, view, visible];
    const isNewOrder = now.some((each, index) => each !== shownFor[index]);
    shownFor = now;
    const shown = shownItems(view, visible, lit);
    main.classList.toggle('focused', lit !== undefined);
    for (const [column, list] of lists) list.show(shown[column], state.selected, isNewOrder);
    fill(aside, panel());
    aside.scrollTop = 0;
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      store.change({ selected: undefined });
      return;
    }
    const isTyping = event.target instanceof Element && event.target.matches('input, textarea, select');
    const field = { '/': search, r: url }[event.key];
    if (isTyping || !field || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  addEventListener('resize', drawLines);
  store.change({});
  search.focus();
}

void readData().then(
  (data) => start(new Store(data)),
  (error: unknown) =>
    document.body.append(
      h('p', { class: 'fault', role: 'alert' }, `The page cannot be read: ${String(error)}`),
    ),
);
