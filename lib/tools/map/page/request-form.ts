import type { RequestLine } from '../../../traefik/model';
import { type TypedRequest, nothingTyped, typedOf } from '../view/request';
import { afterPause, fill, h } from './dom';
import type { Store } from './store';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE'];

/** Where a request is typed; what becomes of it is told after a pause, and at once by Enter. */
export function requestForm(store: Store): {
  readonly element: HTMLElement;
  readonly url: HTMLInputElement;
  /** Types a request. */
  readonly put: (request: RequestLine) => void;
} {
  const text = (name: keyof TypedRequest, placeholder: string, label: string): HTMLInputElement =>
    h('input', { name, placeholder, 'aria-label': label, autocomplete: 'off', spellcheck: 'false' });
  const method = text('method', 'GET', 'Method');
  method.setAttribute('list', 'methods');
  const url = text('url', 'Type a request: https://host/path', 'URL');
  url.setAttribute('aria-keyshortcuts', 'r');
  const clientIp = text('clientIp', '192.0.2.1', 'Client IP');
  const entryPoint = text('entryPoint', 'by the port', 'Entry point');
  entryPoint.setAttribute('list', 'entry-points');
  const sni = text('sni', 'the host', 'SNI');
  const alpn = text('alpn', 'none', 'ALPN');
  const headers = h('textarea', {
    name: 'headers',
    rows: 2,
    placeholder: 'Name: value',
    'aria-label': 'Headers',
    spellcheck: 'false',
  });
  const fields: readonly (readonly [keyof TypedRequest, HTMLInputElement | HTMLTextAreaElement])[] = [
    ['method', method],
    ['url', url],
    ['headers', headers],
    ['clientIp', clientIp],
    ['entryPoint', entryPoint],
    ['sni', sni],
    ['alpn', alpn],
  ];
  const entryPoints = h('datalist', { id: 'entry-points' });
  const fault = h('p', { class: 'fault', role: 'alert' });
  const clear = h('button', { type: 'button', class: 'clear' }, 'Clear');
  const labelled = (label: string, field: HTMLElement): HTMLElement =>
    h('label', {}, h('span', {}, label), field);
  const element = h(
    'form',
    { class: 'request', 'aria-label': 'Request' },
    h(
      'div',
      { class: 'line' },
      method,
      url,
      h('button', { type: 'submit' }, 'Explain'),
      clear,
      h('kbd', {}, 'r'),
    ),
    h(
      'div',
      { class: 'more' },
      labelled('headers', headers),
      labelled('client IP', clientIp),
      labelled('entry point', entryPoint),
      labelled('SNI', sni),
      labelled('ALPN', alpn),
    ),
    fault,
    h(
      'datalist',
      { id: 'methods' },
      methods.map((value) => h('option', { value })),
    ),
    entryPoints,
  );
  const send = (): void => {
    const typed = Object.fromEntries(fields.map(([name, field]) => [name, field.value]));
    store.change({ typed: { ...nothingTyped, ...typed }, selected: undefined });
  };
  element.addEventListener('input', afterPause(200, send));
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  clear.addEventListener('click', () => {
    for (const [, field] of fields) field.value = '';
    send();
    url.focus();
  });
  store.listen(() => {
    fill(fault, store.fault);
    fill(
      entryPoints,
      store.model.entryPoints().map((value) => h('option', { value })),
    );
  });
  const put = (request: RequestLine): void => {
    const typed = typedOf(request);
    for (const [name, field] of fields) field.value = typed[name];
    send();
  };
  return { element, url, put };
}
