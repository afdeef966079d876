import { formatLocation } from '../../../core/finding';
import { own, valueAt } from '../../../core/base';
import { type ListedRouter, type TrafficModel, inputOf } from '../../../traefik/model';
import type { Column, Item, Row, View } from '../view/view';
import { titleOf } from '../view/view';
import { type Content, h } from './dom';

/** Everything about the thing that is chosen. */
export function detailsView(item: Item, view: View, model: TrafficModel): readonly Content[] {
  if (item.column === 'routers') {
    const row = view.rows[item.rows[0] ?? -1];
    return row ? routerView(row) : [];
  }
  return [
    h('h2', {}, item.key),
    h('p', { class: 'small' }, [titles[item.column], item.detail].filter(Boolean).join(', ')),
    h('p', {}, `${item.rows.length} ${item.rows.length === 1 ? 'router goes' : 'routers go'} through it.`),
    objectView(item, model),
  ];
}

const titles: Readonly<Record<Column, string>> = {
  entryPoints: 'entry point',
  hosts: 'host',
  routers: 'router',
  middlewares: 'middleware',
  services: 'service',
};

function routerView({ router, keys, change }: Row): readonly Content[] {
  const { rule, priority, status, errors, object, path, location, protocol, isTls, name, backends } = router;
  return [
    h('h2', {}, titleOf(router)),
    object && h('p', { class: 'small' }, `${object.kind} ${object.namespace}/${object.name} ${path}`),
    location && h('p', { class: 'place' }, formatLocation(location)),
    change.kind !== 'same' && h('p', { class: `change ${change.kind}` }, changeText[change.kind]),
    change.what.length > 0 &&
      h(
        'ul',
        {},
        change.what.map((line) => h('li', {}, line)),
      ),
    status !== 'enabled' &&
      h(
        'div',
        { class: 'note leftOut' },
        h('strong', {}, status),
        errors.map((error) => h('p', {}, error)),
      ),
    rule !== '' && h('code', {}, rule),
    h(
      'dl',
      {},
      entry('priority', priority === null ? 'none' : String(priority)),
      entry('protocol', `${protocol}${isTls ? ' with TLS' : ''}`),
      entry('entry points', router.entryPoints.join(', ') || 'none'),
      entry('hosts', keys.hosts.join(', ')),
      entry('middlewares', middlewaresOf(router)),
      entry('service', router.service),
      entry(
        'backends',
        backends.map(({ service, port, scheme, share }) =>
          h(
            'div',
            {},
            `${service}:${port} over ${scheme}${share === 1 ? '' : `, ${Math.round(share * 1000) / 10} %`}`,
          ),
        ),
      ),
      entry('Traefik’s name', name),
    ),
  ];
}

const changeText = {
  added: 'It is new.',
  removed: 'It is no more.',
  changed: 'It changed:',
} as const;

function middlewaresOf({ passed }: ListedRouter): Content {
  return passed.length === 0
    ? 'none'
    : h(
        'ol',
        {},
        passed.map(({ name, type }) => h('li', {}, h('b', {}, type ?? '?'), ` ${name}`)),
      );
}

function entry(term: string, content: Content): Content {
  return [h('dt', {}, term), h('dd', {}, content)];
}

const kinds: Partial<Record<Column, readonly string[]>> = {
  middlewares: ['Middleware', 'MiddlewareTCP'],
  services: ['Service'],
};

/** The object behind a thing, as far as the page has it. */
function objectView({ column, key }: Item, model: TrafficModel): Content {
  const [, namespace, name] = /^([^/]*)\/([^:]*)/.exec(key) ?? [];
  const object = inputOf(model).objects.find(
    (each) =>
      kinds[column]?.includes(String(own(each, 'kind'))) === true &&
      (valueAt(each, 'metadata', 'namespace') ?? 'default') === namespace &&
      valueAt(each, 'metadata', 'name') === name,
  );
  return object !== undefined && h('pre', {}, JSON.stringify(own(object, 'spec'), undefined, 2));
}
