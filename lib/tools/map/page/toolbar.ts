import type { Filter } from '../view/filter';
import { h } from './dom';
import type { Store } from './store';

/** What is looked for: search, filters, the set, and light or dark. */
export function toolbar(store: Store): { readonly element: HTMLElement; readonly search: HTMLInputElement } {
  const filter = (change: Partial<Filter>): void => {
    store.change({ filter: { ...store.state.filter, ...change } });
  };
  const search = h('input', {
    type: 'search',
    placeholder: 'Search host, path, name, middleware …',
    'aria-label': 'Search',
    'aria-keyshortcuts': '/',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  search.addEventListener('input', () => filter({ search: search.value }));
  const without = h('input', {
    type: 'text',
    list: 'middlewares',
    placeholder: 'any',
    'aria-label': 'Without middleware',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  without.addEventListener('input', () => filter({ without: without.value }));
  const protocol = h(
    'select',
    { 'aria-label': 'TLS' },
    h('option', { value: 'all' }, 'TLS or not'),
    h('option', { value: 'tls' }, 'TLS only'),
    h('option', { value: 'plain' }, 'without TLS'),
  );
  protocol.addEventListener('change', () => {
    const chosen = (['all', 'tls', 'plain'] as const).find((each) => each === protocol.value);
    filter({ protocol: chosen ?? 'all' });
  });
  const kinds = h('datalist', { id: 'middlewares' });
  const changed = checkbox('Changed', (isOn) => filter({ onlyChanged: isOn }));
  const count = h('output', { class: 'count', 'aria-live': 'polite' });
  const element = h(
    'header',
    {},
    h('h1', {}, 'Routes'),
    setChooser(store),
    h('label', { class: 'search' }, search, h('kbd', {}, '/')),
    protocol,
    checkbox('Problems', (isOn) => filter({ onlyProblems: isOn })),
    changed,
    h('label', { class: 'without' }, 'without ', without, kinds),
    count,
    themeButton(),
  );
  const show = (): void => {
    const { rows } = store.view;
    const all = rows.length.toLocaleString('en');
    const visible = store.visible.size;
    count.textContent =
      visible === rows.length ? `${all} routers` : `${visible.toLocaleString('en')} of ${all} routers`;
    changed.hidden = store.set?.from === undefined;
    changed.title = store.set?.from ? `since ${store.set.from.name}` : '';
  };
  const fillKinds = (): void => {
    const passed = store.view.rows.flatMap(({ router }) => router.passed);
    const words = new Set([...passed.map(({ type }) => type ?? ''), ...passed.map(({ name }) => name)]);
    kinds.replaceChildren(...[...words].filter(Boolean).map((value) => h('option', { value })));
  };
  let view: unknown;
  store.listen(() => {
    if (view !== store.view) fillKinds();
    view = store.view;
    show();
  });
  return { element, search };
}

function setChooser(store: Store): HTMLElement {
  const { sets } = store.data;
  const [only] = sets;
  if (sets.length === 1 && only) {
    return h(
      'span',
      { class: 'set' },
      only.name,
      only.from && h('span', { class: 'small' }, ` since ${only.from.name}`),
    );
  }
  const chooser = h(
    'select',
    { class: 'set', 'aria-label': 'Environment' },
    sets.map(({ name }, index) => h('option', { value: index }, name)),
  );
  chooser.addEventListener('change', () => store.change({ set: Number(chooser.value) }));
  return chooser;
}

function checkbox(text: string, change: (isOn: boolean) => void): HTMLElement {
  const box = h('input', { type: 'checkbox' });
  box.addEventListener('change', () => change(box.checked));
  return h('label', { class: 'check' }, box, text);
}

/** Light or dark as the system has it, until it is asked for the other. */
function themeButton(): HTMLElement {
  const button = h(
    'button',
    { type: 'button', class: 'theme', 'aria-label': 'Light or dark', title: 'Light or dark' },
    '◐',
  );
  button.addEventListener('click', () => {
    const root = document.documentElement;
    const isDark = root.dataset['theme']
      ? root.dataset['theme'] === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset['theme'] = isDark ? 'light' : 'dark';
  });
  return button;
}
