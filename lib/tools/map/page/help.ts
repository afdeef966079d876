import type { RequestLine } from '../../../traefik/model';
import type { TrafficChanges } from '../data';
import { type Content, h } from './dom';

/** What stands in the panel while nothing is looked at. */
export function helpView(): Content {
  const key = (name: string, text: string): HTMLElement => h('li', {}, h('kbd', {}, name), ` ${text}`);
  const mark = (kind: string, sign: string): HTMLElement => h('span', { class: `mark ${kind}` }, sign);
  return h(
    'div',
    { class: 'help' },
    h(
      'p',
      {},
      'Choose anything to see what it goes together with. Type a request to see its way, and what came near.',
    ),
    h(
      'ul',
      {},
      key('/', 'search'),
      key('r', 'request'),
      key('↑ ↓ ← →', 'move'),
      key('Enter', 'choose'),
      key('Esc', 'choose nothing'),
    ),
    h('p', {}, 'In a search, all words must be there; -word must not.'),
    h(
      'ul',
      { class: 'legend' },
      h('li', {}, mark('disabled', '✕'), ' disabled: takes no request'),
      h('li', {}, mark('warning', '!'), ' Traefik warns of it'),
      h(
        'li',
        {},
        mark('added', '+'),
        ' new, ',
        mark('changed', '~'),
        ' changed, ',
        mark('removed', '−'),
        ' no more',
      ),
    ),
  );
}

/** What a change does to all requests; each kind of change has a request that shows it. */
export function trafficView(
  { verdict, changes }: TrafficChanges,
  since: string,
  ask: (request: RequestLine) => void,
): Content {
  return [
    h('h2', {}, `Since ${since}`),
    h('p', {}, `${verdict.slice(0, 1).toUpperCase()}${verdict.slice(1)}`),
    changes.map(({ kind, severity, message, example }) => {
      const button = h(
        'button',
        { type: 'button', class: 'example' },
        `${example.method ?? 'GET'} ${example.url}`,
      );
      button.addEventListener('click', () => ask(example));
      return h(
        'div',
        { class: `note ${severity === 'error' ? 'leftOut' : 'near'}` },
        h('strong', {}, kind),
        h('p', {}, message),
        button,
      );
    }),
  ];
}
