import { TrafficModel } from '../../../lib/traefik/model';
import { budget } from '../../../lib/traefik/regions';
import { type RuleNode, parseRule } from '../../../lib/traefik/rule';
import {
  type Door,
  cellsOf,
  conditionsOf,
  doorsOf,
  findRequest,
  holds,
  resolve,
} from '../../../lib/traefik/ways';
import { ingressRoute, namespace, shop, traefikObject } from '../model/objects';

const guarded = { middlewares: [{ name: 'office' }] };
const office = traefikObject('Middleware', 'office', { ipAllowList: { sourceRange: ['10.0.0.0/8'] } });

function doorOf(objects: readonly object[], scheme = 'http', entryPoint = 'web'): Door {
  const doors = doorsOf(TrafficModel.from(objects));
  const door = doors.find((one) => one.scheme === scheme && one.entryPoint.name === entryPoint);
  if (!door) throw new Error(`no door ${scheme} ${entryPoint}`);
  return door;
}

test('lanes stand in the order in which Traefik asks them', () => {
  const door = doorOf(
    shop(
      ingressRoute('all', 'PathPrefix(`/`)'),
      ingressRoute('admin', 'Host(`a.com`) && PathPrefix(`/admin`)', guarded),
      office,
    ),
  );
  expect(door.lanes.map(({ source }) => source?.name)).toEqual(['admin', 'all']);
  expect(door.rest).toEqual({ steps: [], end: { kind: 'answered', status: 404 } });
});

test('a request is found for a lane that another one takes most of', () => {
  const door = doorOf(
    shop(ingressRoute('rest', 'Host(`a.com`)'), ingressRoute('most', 'Host(`a.com`) && !Path(`/left`)')),
  );
  const lane = door.lanes.find(({ source }) => source?.name === 'rest');
  const found = findRequest([{ door, lane }], [], budget());
  expect(found).toMatchObject({ request: { url: 'http://a.com/left', entryPoint: 'web' } });
});

test('where nothing is left for a lane, there is none', () => {
  const door = doorOf(
    shop(
      ingressRoute('all', 'Host(`a.com`)', { priority: 100 }),
      ingressRoute('part', 'Host(`a.com`) && Path(`/x`)'),
    ),
  );
  const part = door.lanes.at(-1);
  expect(findRequest([{ door, lane: part }], [], budget())).toBe('none');
  expect(findRequest([{ door, lane: undefined }], [parseRule('Host(`a.com`)').tree], budget())).toBe('none');
});

test('a request is guessed where a condition on its server name is left and nothing may be searched', () => {
  const door = doorOf(
    shop(ingressRoute('a', 'Host(`a.com`)', {}, { entryPoints: ['websecure'], tls: {} })),
    'https',
    'websecure',
  );
  const ofName = (name: string): RuleNode => parseRule(`HostSNI(\`${name}\`)`, { protocol: 'tcp' }).tree;
  const find = (name: string): unknown =>
    findRequest([{ door, lane: door.lanes[0] }], [ofName(name)], budget(0, 0));
  expect(find('a.com')).toMatchObject({ request: { url: 'https://a.com/' } });
  expect(find('b.com')).toBe('unknown');
});

test('cells tell what an allow list does with the requests in and out of its ranges', () => {
  const door = doorOf(shop(ingressRoute('admin', 'Host(`a.com`)', guarded), office));
  const [lane] = door.lanes;
  const seats = [{ door, lane }];
  const found = findRequest(seats, [], budget());
  if (typeof found === 'string' || !lane) throw new Error('no request');
  const cells = cellsOf(seats, found, conditionsOf(lane.way.steps), budget());
  const fates = cells.map(({ request, truths }) => [
    request?.clientIp ?? 'default',
    resolve(lane.way, truths).end.kind,
    resolve(lane.way, truths).guards.map(({ kind }) => kind),
  ]);
  expect(fates).toEqual([
    ['10.0.0.0', 'forwarded', ['ipAllowList']],
    ['default', 'answered', []],
  ]);
});

test('children stand in the place of their parent, with its middlewares, and its 404 behind them', () => {
  const door = doorOf(
    shop(
      ingressRoute('parent', 'Host(`a.com`)', { ...guarded, services: undefined }),
      traefikObject('IngressRoute', 'child', {
        parentRefs: [{ name: 'parent' }],
        routes: [{ match: 'Path(`/x`)', kind: 'Rule', services: [{ name: 'web', port: 80 }] }],
      }),
      office,
    ),
  );
  expect(
    door.lanes.map(({ rule, way: { steps, end } }) => [rule.text, steps.map(({ kind }) => kind), end.kind]),
  ).toEqual([
    ['Host(`a.com`) && Path(`/x`)', ['ipAllowList'], 'forwarded'],
    ['Host(`a.com`)', ['ipAllowList'], 'answered'],
  ]);
});

test('TLS has a door for each way in which a handshake can go', () => {
  const tls = { entryPoints: ['websecure'], tls: { options: { name: 'mtls', namespace } } };
  const options = traefikObject('TLSOption', 'mtls', {
    clientAuth: { clientAuthType: 'RequireAnyClientCert' },
  });
  const objects = shop(
    options,
    ingressRoute('mtls', 'Host(`mtls.a.com`)', {}, tls),
    ingressRoute('open', 'Host(`open.a.com`)', {}, { ...tls, tls: {} }),
  );
  const doors = doorsOf(TrafficModel.from(objects)).filter(
    ({ scheme, entryPoint }) => scheme === 'https' && entryPoint.name === 'websecure',
  );
  const found = doors.map((door) => {
    const request = findRequest([{ door, lane: door.lanes[0] }], [], budget());
    return [door.tls?.options, door.lanes.length, typeof request === 'object' && request.request.url];
  });
  expect(found).toEqual([
    ['shop-mtls@kubernetescrd', 0, 'https://mtls.a.com/'],
    ['default', 2, 'https://mtls.a.com/'],
  ]);
});

test('a request can be asked whether it is of a rule of the v2 syntax', () => {
  const door = doorOf(
    shop(ingressRoute('old', 'Headers(`X-Team`, `red`) && Path(`/{name:[a-z]+}`)', { syntax: 'v2' })),
  );
  const asked = door.lanes[0]?.asked ?? parseRule('Host(`none`)').tree;
  const isOf = (url: string, team: string): boolean | undefined => {
    const arrived = door.arrived({ entryPoint: 'web', url, headers: { 'X-Team': team } });
    return arrived && holds(asked, arrived);
  };
  expect(isOf('http://a.com/abc', 'red')).toBe(true);
  expect(isOf('http://a.com/abc', 'blue')).toBe(false);
  expect(isOf('http://a.com/1', 'red')).toBe(false);
});
