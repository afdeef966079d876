import { type Explanation, explanationText } from '../../../traefik/model';
import { formatLocation } from '../../../core/finding';
import type { Answer } from './store';
import { type Content, h } from './dom';

/** What becomes of a request. */
export function answerView({ explained, before }: Answer): readonly Content[] {
  return [
    h('h2', {}, 'This request'),
    h('p', { class: `outcome ${explained.outcome}`, role: 'status' }, outcomeOf(explained)),
    before && comparedView(explained, before),
    explained.leftOut.length > 0 && h('h3', {}, 'Left out'),
    explained.leftOut.map(({ object, path, rule, reason, fix, location }) =>
      h(
        'div',
        { class: 'note leftOut' },
        h('strong', {}, `${object.kind} ${object.namespace}/${object.name} ${path}`),
        h('code', {}, rule),
        h('p', {}, reason),
        fix !== null && h('p', {}, `Fix: ${fix}`),
        location && h('p', { class: 'place' }, formatLocation(location)),
      ),
    ),
    h('h3', {}, 'Its way'),
    h('ol', { class: 'way' }, wayOf(explained)),
    listOf('Because', explained.reasons),
    listOf('Notes', explained.notes),
    explained.faults.length > 0 && h('h3', {}, 'Faults'),
    explained.faults.map(({ object, message, fix }) =>
      h(
        'div',
        { class: 'note leftOut' },
        h('strong', {}, `${object.kind} ${object.namespace}/${object.name}`),
        h('p', {}, message),
        fix !== null && h('p', {}, `Fix: ${fix}`),
      ),
    ),
    explained.nearMisses.length > 0 && h('h3', {}, 'Near misses'),
    explained.nearMisses.map(({ router, object, rule, failed, because, location }) =>
      h(
        'div',
        { class: 'note near' },
        h('strong', {}, object ? `${object.kind} ${object.namespace}/${object.name}` : router),
        h('code', {}, rule),
        failed.map((part) => h('p', {}, 'does not hold: ', h('code', { class: 'failed' }, part))),
        because !== null && h('p', {}, because),
        location && h('p', { class: 'place' }, formatLocation(location)),
      ),
    ),
    h('details', {}, h('summary', {}, 'As explain prints it'), h('pre', {}, explanationText(explained))),
    h(
      'details',
      {},
      h('summary', {}, 'JSON'),
      h('pre', { id: 'answer-json' }, JSON.stringify(explained, undefined, 2)),
    ),
  ];
}

function outcomeOf({ outcome, response, forwarded, backends, service, decidedBy }: Explanation): string {
  const by = decidedBy === null ? '' : ` by ${decidedBy}`;
  if (response) return `Answered${by === '' ? ' by Traefik' : by} with ${response.status}`;
  if (outcome === 'rejected') return `The connection is closed${by}`;
  const to =
    backends.length > 0 ? backends.map((each) => `${each.service}:${each.port}`).join(' or ') : service;
  const what = forwarded ? ` as ${forwarded.method} ${forwarded.url}` : '';
  return outcome === 'forwarded'
    ? `Forwarded to ${to}${what}`
    : `Not told before it runs: a middleware decides; if it lets it pass, it goes to ${to}${what}`;
}

function wayOf(explained: Explanation): readonly Content[] {
  const {
    entryPoint,
    tls,
    router,
    rule,
    priority,
    source,
    middlewares,
    changes,
    backends,
    response,
    forwarded,
  } = explained;
  const step = (title: string, main: Content, ...more: readonly Content[]): HTMLElement =>
    h('li', {}, h('span', { class: 'step' }, title), h('span', { class: 'main' }, main), more);
  const small = (text: string): HTMLElement => h('span', { class: 'small' }, text);
  return [
    step(
      'entry point',
      entryPoint ?? 'none',
      tls && small(`TLS with the options ${tls.options}${tls.passthrough ? ', passed through' : ''}`),
    ),
    step(
      'router',
      source ? `${source.kind} ${source.namespace}/${source.name}` : (router ?? 'none'),
      rule !== null && h('code', {}, rule),
      router !== null && small(`${router}${priority === null ? '' : `, priority ${priority}`}`),
      explained.ambiguous.map((name) => small(`chance decides: ${name} matches with the same priority`)),
      explained.shadowed.map((name) => small(`lower, but matches too: ${name}`)),
    ),
    middlewares.map(({ name, type }) =>
      step(
        'middleware',
        [h('b', {}, type), ` ${name}`],
        changes.filter(({ middleware }) => middleware === name).map(({ change }) => small(change)),
      ),
    ),
    backends.map(({ service, port, scheme, share }) =>
      step(
        'backend',
        `${service}:${port}`,
        small(`${scheme}${share === 1 ? '' : `, ${percent(share)} of requests`}`),
      ),
    ),
    response &&
      step(
        'answer',
        `${response.status}`,
        Object.entries(response.headers).map(([name, value]) => small(`${name}: ${value}`)),
      ),
    forwarded &&
      step(
        'request',
        `${forwarded.method} ${forwarded.url}`,
        Object.entries(forwarded.headers).map(([name, value]) => small(`${name}: ${String(value)}`)),
      ),
  ];
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}

function listOf(title: string, lines: readonly string[]): readonly Content[] {
  return lines.length === 0
    ? []
    : [
        h('h3', {}, title),
        h(
          'ul',
          {},
          lines.map((line) => h('li', {}, line)),
        ),
      ];
}

function comparedView(now: Explanation, before: Explanation): Content {
  const [is, was] = [now, before].map((each) =>
    JSON.stringify([outcomeOf(each), each.response, each.forwarded, each.middlewares, each.tls]),
  );
  return is === was
    ? h('p', { class: 'compared' }, 'As before.')
    : h('p', { class: 'compared differs' }, h('b', {}, 'Before: '), outcomeOf(before));
}
