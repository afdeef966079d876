import { titleOf } from '../view/view';
import { fill, h } from './dom';
import type { Store } from './store';

/** On paper stands a table of the routers that are shown: a list that scrolls is of no use there. */
export function printable(store: Store): HTMLElement {
  const element = h('div', { class: 'paper' });
  addEventListener('beforeprint', () => {
    const rows = store.view.rows.filter((_, index) => store.visible.has(index));
    fill(
      element,
      h('h1', {}, `Routes of ${store.set?.name ?? ''}`),
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ['', 'Router', 'Rule', 'Entry points', 'Middlewares', 'Services'].map((title) =>
              h('th', {}, title),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          rows.map(({ router, keys, change }) =>
            h(
              'tr',
              {},
              h(
                'td',
                {},
                router.status === 'enabled' ? '' : router.status,
                change.kind === 'same' ? '' : ` ${change.kind}`,
              ),
              h('td', {}, titleOf(router)),
              h('td', {}, router.rule),
              h('td', {}, keys.entryPoints.join(', ')),
              h('td', {}, router.passed.map(({ name, type }) => `${type ?? ''} ${name}`).join(', ')),
              h('td', {}, keys.services.join(', ')),
            ),
          ),
        ),
      ),
    );
  });
  addEventListener('afterprint', () => fill(element));
  return element;
}
